"""Telling the index that something changed: one row, in the transaction of the change itself."""

from collections import defaultdict
from collections.abc import Callable, Collection
from contextvars import Context
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from search.engines.passages import Thing
from search.index.models import Change

# What empties the outbox where that is done at once, after the commit of what fills it; `IndexConfig.ready` adds it.
followers: list[Callable[[], object]] = []


@dataclass(frozen=True, slots=True)
class PendingChanges:
    """Things that changed since they were last indexed. is_all: none waits beside them."""

    things: frozenset[Thing] = frozenset()
    is_all: bool = True


def mark_changed(kind: str, thing: int) -> None:
    """Note that the thing is to be indexed anew, or taken out. Call it inside the transaction that changes it."""
    Change.objects.create(kind=kind, thing=thing)
    if settings.SEARCH_INLINE and not _is_followed_after_commit():
        transaction.on_commit(_tell_followers, robust=True)


def pending(limit: int) -> PendingChanges:
    """What the latest `limit` changes were of."""
    rows = list(Change.objects.order_by("-pk").values_list("kind", "thing")[: limit + 1])
    return PendingChanges(frozenset(Thing(kind, thing) for kind, thing in rows[:limit]), is_all=len(rows) <= limit)


def pending_among(things: Collection[Thing]) -> frozenset[Thing]:
    """Those of `things`, a page of them, that changed since they were last indexed, however many others did."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, id_ in things:
        ids[kind].append(id_)
    these = Q(pk__in=[])
    for kind, of_kind in ids.items():
        these |= Q(kind=kind, thing__in=of_kind)
    return frozenset(Thing(kind, thing) for kind, thing in Change.objects.filter(these).values_list("kind", "thing"))


def _is_followed_after_commit() -> bool:
    return any(entry[1] is _tell_followers for entry in transaction.get_connection().run_on_commit)


def _tell_followers() -> None:
    for follower in followers:
        # The index reads what it is told to keep, whoever's request has just ended: nothing of that request goes along.
        Context().run(follower)
