"""What a draft's newest version is, and when saving makes a new one: one revision a sitting, in the right name."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from cases.library.authorship import voice
from cases.library.models import Contribution
from network.access.byline import Attribution
from network.access.gate import unguarded
from network.people.models import Member

EDITING_SESSION = timedelta(minutes=30)  # saved again within it, the version is replaced; later a new one begins


def token_of(page: Page) -> str:
    """Names the version that a form was opened with. It changes whenever anybody saves the page, in place or anew."""
    revision = page.latest_revision
    return f"{revision.pk}:{revision.created_at.timestamp():.6f}" if revision else "0:0"


def latest(page: Contribution) -> Any:
    """The page as it was last saved, which readers may not see yet."""
    with unguarded():
        return page.get_latest_revision_as_object()


def revision_user(page: Contribution, author: Member) -> Member:
    """In whose name the page is owned and saved. Until a text is first sent it is the voice, whatever will be chosen:
    what never stood in a log need not be taken out of it."""
    is_named = page.attribution == Attribution.NAMED and page.was_sent
    return author if is_named else voice()


def save_revision(draft: Contribution, *, by: Member) -> Revision:
    """Save `draft` as the newest version. Nothing is checked: a draft may lack anything."""
    last = draft.latest_revision
    replaced = last if last and _is_of_this_sitting(draft, last, by) else None
    revision: Revision = draft.save_revision(user=by, clean=False, overwrite_revision=replaced, log_action=not replaced)
    draft.latest_revision = revision
    return revision


def _is_of_this_sitting(draft: Contribution, revision: Revision, by: Member) -> bool:
    """Not what editors have had before them, what readers see, or what somebody else wrote."""
    return (
        revision.user_id == by.pk
        and revision.pk != draft.live_revision_id
        and timezone.now() - revision.created_at < EDITING_SESSION
        and not revision.task_states.exists()
    )
