"""The draft of a text, as its author has it before him: the newest version, its remarks, and what may still be changed."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale, TaskState, WorkflowState

from cases.contribute.form.choices import Choices
from cases.contribute.form.draft_form import DraftForm
from cases.contribute.remarks import Remark, remarks_on
from cases.contribute.revisions import latest_of_read, token_of
from cases.contribute.translating.form import TranslationForm
from cases.library.models import KINDS, Contribution
from network.access.requests import MemberRequest
from network.access.viewer import Viewer
from network.people.models import Member
from network.time_zones import is_day_alone, moment_or_day, zone_of


class AuthorRequest(MemberRequest):
    """Behind `login_required`: whoever asks has an account."""

    user: Member


def own_page(viewer: Viewer, page_id: int) -> Contribution:
    """The page if the viewer is an author of it. Raises Http404 for everybody else, as for a page that is not there."""
    for model in KINDS.values():
        pages = model.objects.editable_by(viewer).select_related("latest_revision", "locale", "original__locale")
        if page := pages.filter(pk=page_id).first():
            return page
    raise Http404


def blank_page(kind: str) -> Contribution:
    """What the form of a new text is filled from; nothing of it is in the database."""
    locale = Locale.objects.filter(language_code=get_language() or "en").first() or Locale.get_default()
    return KINDS[kind](title="", locale=locale, live=False)


def client_id_of(request: AuthorRequest) -> UUID:
    """Chosen by the page that begins a text, so that sending it again begins no second one."""
    try:
        return UUID(request.POST.get("client_id", ""))
    except ValueError:
        return uuid4()


class Draft:
    """page: its row, which readers may see. version: what was saved last; of a new text, the blank page."""

    def __init__(self, page: Contribution, author: Member) -> None:
        self.page = page
        self.author = author
        self.version: Any = latest_of_read(page) if page.pk else page
        self.remarks: list[Remark] = remarks_on(page) if page.pk else []
        self.choices = Choices(author.pk)

    @property
    def base(self) -> str:
        return token_of(self.version)

    def form(self, data: Any = None, files: Any = None) -> DraftForm:
        kind = TranslationForm if self.version.original_id else DraftForm
        return kind(
            self.version,
            self.choices,
            data=data,
            files=files,
            remarks=[remark for remark in self.remarks if not remark.settled],
            base=self.base,
            zone=self.author.time_zone,
            fixed=self._fixed_fields(),
        )

    def _fixed_fields(self) -> set[str]:
        """What was settled when the text was first sent, or first published."""
        settled = {
            "attribution": self.version.pk is not None and self.version.was_sent,
            "language": self.version.was_published,
        }
        return {name for name, is_fixed in settled.items() if is_fixed}

    @property
    def review(self) -> WorkflowState | None:
        return self.version.current_workflow_state if self.version.pk else None

    @property
    def is_in_review(self) -> bool:
        review = self.review
        return review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS

    @property
    def decision(self) -> TaskState | None:
        """The editor's last decision, while it waits for the author's answer."""
        review = self.review
        waits = review and review.status == WorkflowState.STATUS_NEEDS_CHANGES
        return review.current_task_state if review and waits else None

    @property
    def device_key(self) -> str:
        """What the keys begin with under which draft-form.js keeps this text on the device; the client id follows."""
        return f"draft:{self.author.pk}:{self.page.pk or 'new-' + self.page.KIND}"

    def saved_words(self) -> str:
        """For who opens it. Of a sealed text the day is all that is known."""
        revision = self.version.latest_revision
        if revision is None:
            return _("Not saved yet")
        if is_day_alone(revision.created_at):
            return _("All saved on %(day)s") % {"day": moment_or_day(revision.created_at)}
        return self._saved_at(revision.created_at)

    def just_saved_words(self) -> str:
        """For who has saved it this moment."""
        return self._saved_at(now())

    def _saved_at(self, moment: datetime) -> str:
        local = localtime(moment, zone_of(self.author.time_zone))
        return _("All saved at %(time)s") % {"time": date_format(local, "TIME_FORMAT")}
