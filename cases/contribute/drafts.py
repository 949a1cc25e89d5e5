"""A text on its author's desk: the newest version, its form, its remarks, and what the page around them shows."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale, WorkflowState

from cases.contribute.form.answers import title_of
from cases.contribute.form.choices import Choices
from cases.contribute.form.draft_form import DraftForm
from cases.contribute.form.steps import parts_of, steps_of, words_in
from cases.contribute.readiness import find_missing
from cases.contribute.remarks import Remark, by_field, open_in, remarks_on
from cases.contribute.revisions import latest, token_of
from cases.library.models import KINDS, Authorship, Contribution
from network.access.requests import MemberRequest
from network.access.viewer import Viewer
from network.people.models import Member
from network.time_zones import zone_of


class AuthorRequest(MemberRequest):
    """Behind `login_required`: whoever asks has an account."""

    user: Member


MAX_BEGUN = 40


def own_page(viewer: Viewer, page_id: int) -> Contribution:
    """The page if the viewer is an author of it. Raises Http404 for everybody else, as for a page that is not there."""
    for model in KINDS.values():
        pages = model.objects.editable_by(viewer).select_related("latest_revision", "locale")
        if page := pages.filter(pk=page_id).first():
            return page
    raise Http404


def blank_page(kind: str) -> Contribution:
    """What the form of a new text is filled from; nothing of it is in the database."""
    locale = Locale.objects.filter(language_code=get_language() or "en").first() or Locale.get_default()
    return KINDS[kind](title="", locale=locale, live=False)


class Desk:
    """One version of one text, as one author has it before him."""

    def __init__(self, page: Contribution, author: Member) -> None:
        self.page = page
        self.author = author
        self.draft: Any = latest(page) if page.pk else page
        self.remarks: list[Remark] = remarks_on(page) if page.pk else []
        self.choices = Choices(author.pk)

    @property
    def base(self) -> str:
        return token_of(self.draft)

    def form(self, data: Any = None, files: Any = None) -> DraftForm:
        remarks = [remark for remark in self.remarks if not remark.settled]
        zone = self.author.time_zone
        return DraftForm(self.draft, self.choices, data=data, files=files, remarks=remarks, base=self.base, zone=zone)

    @property
    def review(self) -> WorkflowState | None:
        return self.draft.current_workflow_state if self.draft.pk else None

    @property
    def is_in_review(self) -> bool:
        review = self.review
        return review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS

    @property
    def device_key(self) -> str:
        """What the keys begin with under which draft-form.js keeps this text on the device; the client id follows."""
        return f"draft:{self.author.pk}:{self.page.pk or 'new-' + self.page.KIND}"

    def saved_words(self) -> str:
        revision = self.draft.latest_revision
        if revision is None:
            return _("Not saved yet")
        return saved_at(revision.created_at, self.author)

    def steps(self) -> dict[str, Any]:
        return steps_of(self.draft, find_missing(self.draft), open_in(self.remarks))

    def context(self, form: DraftForm) -> dict[str, Any]:
        """All that templates/cases/contribute/form.html shows."""
        return {
            "desk": self,
            "title": title_of(self.draft),
            "form": form,
            "kind": self.page.KIND,
            "parts": self._parts(form),
            "saved_words": self.saved_words(),
            "decision": self._decision(),
            "has_remarks": any(not remark.settled for remark in self.remarks),
            "client_id": form.data.get("client_id") or uuid4(),
            "autosave_url": self._autosave_url(),
            "device_key": self.device_key,
            "begun": self._begun(),
            **self.steps(),
        }

    def _parts(self, form: DraftForm) -> list[dict[str, Any]]:
        remarks = by_field(self.remarks)
        parts = []
        for part in parts_of(type(self.page)):
            fields = [
                {
                    "field": form[name],
                    "words": words_in(getattr(self.draft, name)) if part.is_section else 0,
                    "remarks": [(remark, *self._answers(form, remark)) for remark in remarks.get(name, ())],
                }
                for name in part.fields
            ]
            has_errors = any(name in form.errors for name in part.fields)
            has_remarks = any(not remark.settled for name in part.fields for remark in remarks.get(name, ()))
            parts.append({"part": part, "fields": fields, "open": has_errors or has_remarks or part.slug == "about"})
        return parts

    def _begun(self) -> list[UUID]:
        """Client ids of what this device may keep as begun although the site has it: of this text, or else of the last."""
        rows = Authorship.objects.filter(member=self.author).exclude(client_id=None)
        rows = rows.filter(page=self.page.pk) if self.page.pk else rows.order_by("-pk")
        return [row.client_id for row in rows[:MAX_BEGUN] if row.client_id]

    def _answers(self, form: DraftForm, remark: Remark) -> tuple[Any, Any]:
        if remark.settled:
            return None, None
        return form[f"answer_{remark.id}"], form[f"settled_{remark.id}"]

    def _decision(self) -> Any:
        """The editor's last decision, while it waits for the author's answer."""
        review = self.review
        waits = review and review.status == WorkflowState.STATUS_NEEDS_CHANGES
        return review.current_task_state if review and waits else None

    def _autosave_url(self) -> str:
        if self.page.pk:
            return reverse("contribute_autosave", args=[self.page.pk])
        return f"{reverse('contribute_autosave_new')}?kind={self.page.KIND}"


def saved_at(moment: Any, author: Member) -> str:
    local = localtime(moment, zone_of(author.time_zone))
    return _("All saved at %(time)s") % {"time": date_format(local, "TIME_FORMAT")}
