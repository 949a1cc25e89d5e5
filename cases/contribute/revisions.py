"""What a draft's newest version is, and when saving makes a new one: one revision a sitting, in the right name."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.utils import timezone
from django.utils.timezone import localdate
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState

from cases.library.authorship import voice
from cases.library.models import Contribution
from network.access.byline import Attribution
from network.access.gate import unguarded
from network.people.models import Member
from network.time_zones import start_of_day

# Saved again within it, the version is replaced; later a new one begins. For who is sealed it is the day.
EDITING_SESSION = timedelta(minutes=30)
_TOKEN_LENGTH = 20


def token_of(page: Page) -> str:
    """Names the version that a form was opened with. It changes with every word, whoever saves the page, in place or anew;
    not by the time, of which a sealed text keeps the day alone."""
    revision = page.latest_revision
    if revision is None:
        return "0:0"
    words = revision.content
    if (
        words.get("tag_names") is not None
    ):  # then these count, and tags that editors merge meanwhile are no newer version
        words = {**words, "tagged_items": []}
    content = json.dumps(words, cls=DjangoJSONEncoder, sort_keys=True)
    return f"{revision.pk}:{sha256(content.encode()).hexdigest()[:_TOKEN_LENGTH]}"


def latest(page: Contribution) -> Any:
    """The page as it was last saved, which readers may not see yet."""
    with unguarded():
        return page.get_latest_revision_as_object()


def latest_of_read(page: Contribution) -> Any:
    """The same of a row that was read just now, with its newest version and its locale: none of them is asked for again."""
    if page.latest_revision:
        page.latest_revision.content_object = page
    version = latest(page)
    version.locale, version.latest_revision = page.locale, page.latest_revision
    if page.original_id:
        version.original = page.original
    return version


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
    if by == voice():
        _forget_hour(draft, revision)
    return revision


def forget_hours(page_id: int) -> None:
    """Of what its sealed author did with a text today, Wagtail's own records keep the day: to be done after each act.

    Whoever knows when a text was saved or sent, and who spoke in a room just before that, knows whose it is.
    """
    today = _today()
    nobody = Q(user=None) | Q(user=voice())
    PageLogEntry.objects.filter(nobody, page=page_id, timestamp__gt=today).update(timestamp=today)
    reviews = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(page_id)
    )
    reviews.filter(created_at__gt=today).update(created_at=today)
    asked = TaskState.objects.filter(workflow_state__in=reviews.values("pk"))
    asked.filter(started_at__gt=today).update(started_at=today)
    asked.filter(finished_by=None, finished_at__gt=today).update(finished_at=today)


def _forget_hour(draft: Contribution, revision: Revision) -> None:
    """In the database, and in what is written next. Of editors' versions of the day, too: versions stand in their order still."""
    today = _today()
    revision.created_at = draft.latest_revision_created_at = today
    Revision.objects.for_instance(draft).filter(created_at__gt=today).update(created_at=today)
    Page.objects.filter(pk=draft.pk).update(latest_revision_created_at=today)


def _today() -> datetime:
    """Its beginning, so that what is written with its second comes after it."""
    return start_of_day(localdate(timezone.now(), timezone.get_default_timezone()), "")


def _is_of_this_sitting(draft: Contribution, revision: Revision, by: Member) -> bool:
    """Not what editors have had before them, what readers see, or what somebody else wrote."""
    return (
        revision.user_id == by.pk
        and revision.pk != draft.live_revision_id
        and (timezone.now() - revision.created_at < EDITING_SESSION or revision.created_at == _today())
        and not revision.task_states.exists()
    )
