"""How long the site keeps what nobody needs any longer: one table, with the reason of each rule.

What is not in it stays as long as its owner wants it; the audit log stays for good, and of one's own data no copy is kept at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision

from cases.contribute.letting_go import let_go, outlived_text_seals
from cases.editorial.tags.merging import forget_moved
from cases.editorial.tags.models import UNDO_FOR, TagMerge
from cases.library.models import KINDS, Authorship
from cases.reads.months import DAYS_KEPT, outlived_days, sum_up_months
from network.access.byline import Attribution
from network.access.gate import action, unguarded
from network.access.seals import SEAL_DAYS
from network.notices.models import Notice
from network.people.leaving.erasing import due_leavings, erase_due
from network.people.models import Leaving
from network.rooms.upkeep import end_seals, outlived_seals
from search.insight.actions import RETENTION, delete_old, outlived
from search.insight.models import Answered, Unanswered
from search.periodic_tasks import register_periodic_task

NOTICE_DAYS = 365
VERSION_DAYS = 30


@dataclass(frozen=True, slots=True)
class Rule:
    """days: that a row is kept. rows: those whose time is over on a day. remove: returns how many went."""

    kind: str
    days: int
    reason: str
    rows: Callable[[date], tuple[QuerySet[Any], ...]]
    remove: Callable[[date], int]

    def count(self, today: date) -> int:
        with unguarded():
            return sum(rows.count() for rows in self.rows(today))


def _deleting(rows: Callable[[date], QuerySet[Any]]) -> dict[str, Any]:
    """For rows that need no more than to be deleted; what hangs on them is not counted."""

    @action
    def remove(today: date) -> int:
        gone = rows(today)
        count = gone.count()
        gone.delete()
        return count

    return {"rows": lambda today: (rows(today),), "remove": remove}


def _sessions(today: date) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=timezone.now())


def _notices(today: date) -> QuerySet[Notice]:
    return Notice.objects.filter(made_at__lt=_beginning(today - timedelta(days=NOTICE_DAYS)))


def _versions_of_sealed_texts(today: date) -> QuerySet[Revision]:
    """Neither the newest of its text, nor what readers see, nor what an editor has decided on."""
    sealed = Authorship.objects.filter(member=None).values("page")
    under_the_rule = [
        model.objects.filter(attribution=Attribution.CHATHAM_HOUSE).values("pk") for model in KINDS.values()
    ]
    texts = Page.objects.filter(Q(pk__in=sealed) | Q(pk__in=under_the_rule[0]) | Q(pk__in=under_the_rule[1]))
    kept = [texts.exclude(**{field: None}).values(field) for field in ("latest_revision", "live_revision")]
    old = Revision.page_revisions.filter(
        object_id__in=texts.annotate(number=Cast(F("pk"), CharField())).values("number"),
        created_at__lt=_beginning(today - timedelta(days=VERSION_DAYS)),
        task_states=None,
        approved_go_live_at=None,
    )
    return old.exclude(pk__in=kept[0]).exclude(pk__in=kept[1])


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


RULES = (
    Rule("sessions", 0, "They have expired: nobody can come in by them.", **_deleting(_sessions)),
    Rule(
        "notices",
        NOTICE_DAYS,
        "What they tell of is past; they say what somebody wrote and read.",
        **_deleting(_notices),
    ),
    Rule(
        "searches",
        RETENTION.days,
        "Nobody has looked for these words since, and what is asked seldom may say who asked.",
        rows=lambda today: (outlived(Unanswered, today), outlived(Answered, today)),
        remove=lambda today: delete_old(today=today),
    ),
    Rule(
        "days of reads",
        DAYS_KEPT,
        "Reports count in months by then, and a day on which a text was read once may say who read it.",
        rows=lambda today: (outlived_days(today),),
        remove=sum_up_months,
    ),
    Rule(
        "accounts",
        Leaving.DAYS,
        "They were closed, and nobody has taken that back.",
        rows=lambda today: (due_leavings(today),),
        remove=erase_due,
    ),
    Rule(
        "versions of sealed texts",
        VERSION_DAYS,
        "A later version stands; the older ones show how their author writes, and on which days.",
        **_deleting(_versions_of_sealed_texts),
    ),
    Rule(
        "seals",
        SEAL_DAYS,
        "Whoever spoke under the Chatham House rule is to be forgotten by the site, too.",
        rows=lambda today: (outlived_seals(),),
        remove=lambda today: end_seals(),
    ),
    Rule(
        "seals of texts",
        SEAL_DAYS,
        "Readers have them, nothing is under way, and whoever wrote them under the Chatham House rule is to be forgotten, too.",
        rows=lambda today: (outlived_text_seals(today),),
        remove=let_go,
    ),
    Rule(
        "merges of tags",
        UNDO_FOR.days,
        "It is too late to undo them; what they moved names searches of members.",
        rows=lambda today: (TagMerge.objects.outlived(),),
        remove=lambda today: forget_moved(),
    ),
)


def outlived_counts(today: date | None = None) -> Iterator[tuple[Rule, int]]:
    """What would go."""
    day = today or timezone.localdate()
    return ((rule, rule.count(day)) for rule in RULES)


def remove_outlived(today: date | None = None) -> Iterator[tuple[Rule, int]]:
    """What went."""
    day = today or timezone.localdate()
    return ((rule, rule.remove(day)) for rule in RULES)


def register_retention() -> None:
    """Each rule is a task of its own, so that none keeps the others from their turn."""
    for rule in RULES:
        register_periodic_task(partial(remove_daily, rule))


def remove_daily(rule: Rule) -> bool:
    """By the worker, which asks every minute; returns whether it was time. What failed is tried again."""
    today = timezone.localdate()
    done = f"retention:{rule.kind}:{today:%Y-%m-%d}".replace(" ", "-")
    if cache.get(done):
        return False
    rule.remove(today)
    cache.set(done, 1, timeout=2 * 86_400)
    return True
