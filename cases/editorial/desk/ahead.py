"""What is not in the editors' hands just now: texts that are with their authors again, and those that open on a day to come."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.timezone import now
from wagtail.models import Page, WorkflowState

from cases.library.models import KINDS, Contribution

LONG_DAYS = 30
MAX_OPENING = 5


@dataclass(frozen=True, slots=True)
class Returned:
    """How many texts are with their authors, and how many of them for more than a month."""

    all: int
    long: int


def count_returned() -> Returned:
    base = ContentType.objects.get_for_model(Page)
    long = Q(current_task_state__finished_at__lt=now() - timedelta(days=LONG_DAYS))
    returned = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, base_content_type=base)
    return Returned(**returned.aggregate(all=Count("pk"), long=Count("pk", filter=long)))


def opening_next() -> list[Contribution]:
    """Approved texts under an embargo, the first to open first."""
    found = [
        page
        for model in KINDS.values()
        for page in model.objects.live()
        .filter(embargo_until__gt=now())
        .select_related("locale")
        .order_by("embargo_until")[:MAX_OPENING]
    ]
    return sorted(found, key=lambda page: page.embargo_until)[:MAX_OPENING]
