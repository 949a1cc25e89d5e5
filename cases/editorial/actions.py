"""What editors decide, and who is told of it: each decision once, however many press at the same time."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.models import Page, TaskState

from cases.editorial.errors import AlreadyDecided, NoLongerInReview, NotFitToPublish, ReasonMissing
from cases.library.models import Authorship, Contribution
from network.access.byline import byline
from network.access.gate import action
from network.access.viewer import ANONYMOUS
from network.notices.actions import notify
from network.people.models import EDITORS_GROUP, Member

LONGEST_REASON = 2_000


@action
def approve(task_state: TaskState, editor: Member, *, comment: str = "") -> None:
    """Publish the text under review, and tell its authors. Raises AlreadyDecided, NoLongerInReview, NotFitToPublish."""
    state = _locked(task_state)
    # With what editors corrected meanwhile: in review nobody else can write, and approving means the text as it stands.
    state.revision = state.workflow_state.content_object.get_latest_revision()
    _refuse_unless_fit(state)
    state.approve(user=editor, comment=comment)
    tell_authors(state.workflow_state.content_object, "published", reason=comment)


@action
def send_back(task_state: TaskState, editor: Member, *, reason: str) -> None:
    """Ask the author for changes. Raises ReasonMissing, AlreadyDecided, NoLongerInReview."""
    if not reason.strip():
        raise ReasonMissing
    state = _locked(task_state)
    state.reject(user=editor, comment=reason[:LONGEST_REASON])
    tell_authors(state.workflow_state.content_object, "returned", reason=reason[:LONGEST_REASON])


@action
def tell_editors(page: Contribution) -> None:
    """A text was sent to the editors. Under the Chatham House rule the mail says no name."""
    details = {
        "title": page.title,
        "kind": page.KIND,
        "author": ", ".join(p.name for p in byline(page, ANONYMOUS).people),
    }
    editors = Member.objects.filter(groups__name=EDITORS_GROUP, is_active=True)
    notify(editors, kind="cases/editorial/notices/submitted", path=f"/contribute/{page.pk}/review/", details=details)


@action
def tell_authors(page: Page, what: str, *, reason: str = "") -> None:
    """what: "published" or "returned". The link leads to the member's side, which every author can open."""
    authors = Member.objects.filter(pk__in=Authorship.objects.filter(page=page.pk).values("member"))
    title = page.get_latest_revision_as_object().title
    details = {"title": title, "reason": reason}
    notify(authors, kind=f"cases/contribute/notices/{what}", path=f"/contribute/{page.pk}/", details=details)


def _locked(task_state: TaskState) -> TaskState:
    """The row as it is now, held until the decision is written: the second of two editors finds the first one's."""
    row = TaskState.objects.select_for_update().get(pk=task_state.pk)
    if row.status == TaskState.STATUS_IN_PROGRESS:
        return row
    decided = row.finished_by
    if decided is None or row.status == TaskState.STATUS_CANCELLED:
        raise NoLongerInReview
    when = date_format(localtime(row.finished_at), "DATETIME_FORMAT") if row.finished_at else ""
    raise AlreadyDecided(name=decided.name, time=when)


def _refuse_unless_fit(state: TaskState) -> None:
    """What the page's own rules refuse would otherwise stop the publishing half way, without a word."""
    try:
        state.revision.as_object().full_clean()
    except ValidationError as error:
        raise NotFitToPublish(reasons=" ".join(error.messages)) from error
