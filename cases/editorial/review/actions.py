"""What editors decide, and who is told of it: each decision once, however many press at the same time.

Whatever writes a text locks the page's row first, and its review after that: members' actions, too. In another order
two of them would wait for each other for ever.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Comment, Page, Revision, TaskState

from cases.contribute.revisions import latest, token_of
from cases.editorial.errors import (
    AlreadyDecided,
    HeldByAnother,
    NoLongerInReview,
    NotFitToPublish,
    NothingToPublish,
    NotPublished,
    OpenAlready,
    ReasonMissing,
    TagsMerged,
    VersionChanged,
)
from cases.editorial.models import Assignment
from cases.editorial.review.assignments import refuse_if_taken
from cases.editorial.tags.models import TagMerge
from cases.library.models import Authorship, Contribution
from cases.library.text_status import is_with_editors
from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.byline import Attribution
from network.access.gate import action
from network.notices.actions import notify
from network.people.models import Member
from search.index.outbox import mark_changed

MAX_REASON_LENGTH = 2_000


@action
def approve(
    page: Contribution, editor: Member, *, seen: str, words: str = "", opens: datetime | None = None, zone: str = ""
) -> None:
    """Publish the version that the editor has read, and tell its authors.

    seen: its token. opens: when readers are to have it, where that is not at once; zone: of the clocks that were meant.
    Raises AlreadyDecided, NoLongerInReview, HeldByAnother, TakenByAnother, TagsMerged, VersionChanged, OpenAlready, NotFitToPublish.
    """
    draft = _locked(page)
    state = _in_review(draft)
    _refuse_if_held(draft, editor)
    _refuse_unless_seen(draft, seen)
    if opens:
        _open_later(draft, editor, opens, zone)
    _refuse_unless_fit(draft)
    state.revision = draft.latest_revision
    state.approve(user=editor, comment=words)
    _unlock(draft)
    Assignment.objects.filter(page=draft.pk).delete()
    notify_authors(draft, "published", reason=words)
    record(Act.PUBLISHED, _name_of(draft), by=editor)


@action
def publish_corrections(page: Contribution, editor: Member, *, seen: str, words: str = "") -> None:
    """Publish what editors corrected in a published text, or put one back that is theirs to care for.

    Raises NothingToPublish, HeldByAnother, TagsMerged, VersionChanged, NotFitToPublish.
    """
    draft = _locked(page)
    if draft.workflow_in_progress or not is_with_editors(draft) or not draft.has_unpublished_changes:
        raise NothingToPublish
    _refuse_if_held(draft, editor)
    _refuse_unless_seen(draft, seen)
    _refuse_unless_fit(draft)
    PublishPageRevisionAction(draft.latest_revision, user=editor).execute(skip_permission_checks=True)
    _unlock(draft)
    notify_authors(draft, "corrected", reason=words)
    record(Act.CORRECTED, _name_of(draft), by=editor)


@action
def send_back(page: Contribution, editor: Member, *, seen: str, reason: str) -> None:
    """Ask the author for changes. Raises AlreadyDecided, NoLongerInReview, HeldByAnother, TakenByAnother, TagsMerged, VersionChanged,
    ReasonMissing."""
    draft = _locked(page)
    state = _in_review(draft)
    _refuse_if_held(draft, editor)
    _refuse_unless_seen(draft, seen)
    if not reason.strip():
        raise ReasonMissing
    state.revision = draft.latest_revision
    state.reject(user=editor, comment=reason)
    _unlock(draft)
    notify_authors(draft, "returned", reason=reason)
    record(Act.RETURNED, _name_of(draft), by=editor)


@action
def take_off(page: Contribution, editor: Member, *, reason: str) -> None:
    """Take a published text off the site at once; it stays with its author as a draft, who reads why.

    Raises NotPublished, HeldByAnother, ReasonMissing.
    """
    draft = _locked(page)
    if not draft.live:
        raise NotPublished
    _refuse_if_held(draft, editor)
    if not reason.strip():
        raise ReasonMissing
    row = type(page).objects.get(pk=page.pk)
    UnpublishPageAction(row, user=editor).execute(skip_permission_checks=True)
    _unlock(draft)
    mark_changed(page.KIND, page.pk)
    if draft.attribution == Attribution.CHATHAM_HOUSE:  # whose author is told nothing, and finds it beside the text
        Comment.objects.create(page_id=page.pk, user=editor, contentpath="title", text=reason)
    notify_authors(draft, "taken_off", reason=reason)
    record(Act.TAKEN_OFF, _name_of(draft), by=editor)


@action
def leave_remark(page: Contribution, editor: Member, *, field: str, text: str, quote: str = "") -> None:
    """Say something beside a part of a text, or at the paragraph of it that begins with `quote`; its author reads it when the
    text is sent back. Raises NoLongerInReview."""
    if not _locked(page).workflow_in_progress:
        raise NoLongerInReview
    Comment.objects.create(page_id=page.pk, user=editor, contentpath=field, position=quote, text=text)


@action
def notify_authors(page: Contribution, what: str, *, reason: str = "") -> None:
    """what: "published", "corrected", "returned" or "taken_off". They are told after the commit. The link leads every author to
    his text as it then stands: to the page that readers see, or to his form. Who is sealed is told nothing: a mail and a notice would
    name him, and he finds the decision among his texts.
    """
    authors = Member.objects.filter(pk__in=Authorship.objects.filter(page=page.pk).values("member"))
    details = {"title": page.title, "reason": reason}
    if what == "returned" and Comment.objects.filter(page=page.pk, resolved_at=None).exists():
        details["remarks"] = "yes"
    if page.embargo_until and page.embargo_until > now():
        details |= {"opens": page.embargo_until.isoformat(), "zone": page.embargo_zone}
    notify(authors, kind=f"cases/contribute/notices/{what}", path=f"/contribute/{page.pk}/text/", details=details)


def _name_of(draft: Contribution) -> str:
    """In the audit log: never its title, nor its author's name or the editor's words, which may hold one."""
    return f"{draft.KIND}:{draft.pk}"


def _locked(page: Contribution) -> Any:
    """The newest version, under the page's lock: what is decided is decided on the row as it is now."""
    Page.objects.select_for_update().get(pk=page.pk)
    return latest(type(page).objects.select_related("latest_revision").get(pk=page.pk))


def _in_review(draft: Contribution) -> TaskState:
    """The open question, held until it is answered: the second of two editors finds the first one's answer."""
    states = TaskState.objects.select_for_update().filter(workflow_state__in=draft.workflow_states.all())
    state = states.order_by("pk").last()
    if state is None:
        raise NoLongerInReview
    if state.status == TaskState.STATUS_IN_PROGRESS:
        return state
    decided = state.finished_by
    if decided is None or state.status == TaskState.STATUS_CANCELLED:
        raise NoLongerInReview
    when = date_format(localtime(state.finished_at), "DATETIME_FORMAT") if state.finished_at else ""
    raise AlreadyDecided(name=decided.name, time=when)


def _refuse_if_held(draft: Contribution, editor: Member) -> None:
    """Wagtail's lock keeps others from editing; what would be the use if they decided meanwhile? And so with who took it."""
    row = Page.objects.select_related("locked_by").get(pk=draft.pk)
    if row.locked and row.locked_by and row.locked_by != editor:
        raise HeldByAnother(name=row.locked_by.name)
    if draft.workflow_in_progress:
        refuse_if_taken(draft, editor)


def _refuse_unless_seen(draft: Contribution, seen: str) -> None:
    if token_of(draft) != seen:
        revision: Revision | None = draft.latest_revision
        if revision and seen.startswith(f"{revision.pk}:") and TagMerge.objects.touched(revision.pk):
            raise TagsMerged
        raise VersionChanged(name=revision.user.shown_name if revision and revision.user else gettext("Somebody"))


def _open_later(draft: Any, editor: Member, opens: datetime, zone: str) -> None:
    """In a version of the editor's: what its author sent stays as he sent it."""
    if Page.objects.filter(pk=draft.pk, live=True).exists():
        raise OpenAlready
    draft.embargo_until, draft.embargo_zone = opens, zone
    draft.latest_revision = draft.save_revision(user=editor, clean=False)


def _refuse_unless_fit(draft: Contribution) -> None:
    """What the page's own rules refuse would otherwise stop the publishing half way, without a word."""
    try:
        draft.full_clean()
    except ValidationError as error:
        raise NotFitToPublish(reasons=" ".join(error.messages)) from error


def _unlock(draft: Contribution) -> None:
    """A decision ends what an editor locked the text for: its author may write on."""
    Page.objects.filter(pk=draft.pk, locked=True).update(locked=False, locked_by=None, locked_at=None)
