"""The texts that wait for an editor."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from wagtail.models import Page, WorkflowState

from cases.library.models import KINDS, Authorship, Contribution
from network.access.byline import byline
from network.access.viewer import ANONYMOUS
from network.time_zones import moment_or_day

MAX_WAITING = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One text that waits for an editor, as its readers will be told who wrote it."""

    page: Contribution
    title: str
    byline: str
    since: str


def texts_in_review() -> list[Waiting]:
    """The longest waiting first; at most 50, for the rest is shown when these are decided on."""
    base = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=base)
    states = states.select_related("current_task_state").order_by("current_task_state__started_at")[:MAX_WAITING]
    since = {int(state.object_id): state.current_task_state.started_at for state in states if state.current_task_state}
    pages = {page.pk: page for model in KINDS.values() for page in _in_review(model, since)}
    return [
        Waiting(
            pages[pk],
            pages[pk].draft_title or pages[pk].title,
            byline(pages[pk], ANONYMOUS).text,
            moment_or_day(when),
        )
        for pk, when in since.items()
        if pk in pages
    ]


def _in_review(model: Any, ids: Iterable[int]) -> Iterable[Contribution]:
    signed = Prefetch("authorships", Authorship.objects.select_related("member__profile__country"))
    found: Iterable[Contribution] = (
        model.objects.filter(pk__in=list(ids)).select_related("locale").prefetch_related(signed)
    )
    return found
