"""Telling editors of texts, and what each wants to be told of."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import TaskState

from cases.editorial.models import Assignment, EditorialReview, Escalation, Remit
from cases.editorial.routing.recipients import all_editors, recipients_of
from network.access.byline import byline
from network.access.gate import action
from network.access.viewer import ANONYMOUS
from network.notices.actions import notify
from network.people.models import EDITORS_GROUP, Member
from search.vocabulary.models import Concept

ESCALATED_AFTER = timedelta(days=5)
# In one turn of the worker: the next comes within a minute.
MAX_ESCALATIONS = 20


@action
def notify_of_submission(state: TaskState) -> None:
    """A text was sent to the editors. Under the Chatham House rule the mail says no name."""
    draft = state.revision.as_object()
    _notify(recipients_of(draft), draft, "submitted")


@action
def keep_remit(
    editor: Member, *, themes: Iterable[Concept], countries: Iterable[Concept], languages: Collection[str]
) -> Remit:
    chosen = {"themes": [one.pk for one in themes], "countries": [one.pk for one in countries]}
    return Remit.objects.update_or_create(editor=editor, defaults=chosen | {"languages": sorted(languages)})[0]


@action
def escalate_untaken() -> int:
    """Tell all editors of what nobody has taken for five days, once. Returns of how many texts they are told."""
    texts = 0
    for state in _untaken()[:MAX_ESCALATIONS]:
        if Escalation.objects.get_or_create(state=state)[1]:
            _notify(all_editors(), state.revision.as_object(), "untaken")
            texts += 1
    return texts


def _untaken() -> Any:
    taken = Assignment.objects.standing().filter(editor__groups__name=EDITORS_GROUP)
    waiting = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        task__in=EditorialReview.objects.values("pk"),
        started_at__lte=timezone.now() - ESCALATED_AFTER,
        revision__isnull=False,
    ).exclude(pk__in=Escalation.objects.values("state"))
    pages = {str(pk) for pk in taken.values_list("page", flat=True)}
    return waiting.exclude(workflow_state__object_id__in=pages).select_related("revision").order_by("pk")


def _notify(editors: Collection[Member], draft: Any, what: str) -> None:
    details = {
        "title": draft.title,
        "kind": draft.KIND,
        "author": ", ".join(person.name for person in byline(draft, ANONYMOUS).people),
    }
    notify(editors, kind=f"cases/editorial/notices/{what}", path=f"/contribute/{draft.pk}/review/", details=details)
