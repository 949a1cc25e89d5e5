"""What is not in the editors' hands just now: texts that are with their authors again, and those that open on a day to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.timezone import now
from wagtail.models import Page, WorkflowState

from cases.library.models import KINDS
from network.time_zones import moment_words

LONG_DAYS = 30
MAX_OPENING = 5


@dataclass(frozen=True, slots=True)
class Returned:
    """How many texts are with their authors, and how many of them for more than a month."""

    all: int
    long: int


@dataclass(frozen=True, slots=True)
class Opening:
    pk: int
    title: str
    language: str
    embargo_until: datetime
    embargo_zone: str

    @property
    def embargo_words(self) -> str:
        return moment_words(self.embargo_until, self.embargo_zone)


def count_returned() -> Returned:
    base = ContentType.objects.get_for_model(Page)
    long = Q(current_task_state__finished_at__lt=now() - timedelta(days=LONG_DAYS))
    returned = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, base_content_type=base)
    return Returned(**returned.aggregate(all=Count("pk"), long=Count("pk", filter=long)))


def opening_next() -> list[Opening]:
    """Approved texts under an embargo, the first to open first; one query."""
    ahead = [
        model.objects.live()
        .filter(embargo_until__gt=now())
        .order_by()
        .values_list("pk", "title", "locale__language_code", "embargo_until", "embargo_zone")
        for model in KINDS.values()
    ]
    return [Opening(*row) for row in ahead[0].union(*ahead[1:], all=True).order_by("embargo_until")[:MAX_OPENING]]
