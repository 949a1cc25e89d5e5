"""Telling the index that something changed: one row, in the transaction of the change itself."""

from collections import defaultdict
from collections.abc import Collection
from contextvars import Context
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from search.engines.passages import Thing
from search.index.models import Change


@dataclass(frozen=True, slots=True)
class Waiting:
    """Things that changed since they were last indexed. is_all: none waits beside them."""

    things: frozenset[Thing] = frozenset()
    is_all: bool = True


def mark_changed(kind: str, thing: int) -> None:
    """Note that the thing is to be indexed anew, or taken out. Call it inside the transaction that changes it."""
    Change.objects.create(kind=kind, thing=thing)
    if settings.SEARCH_INLINE and not _drains_after_commit():
        transaction.on_commit(_drain, robust=True)


def pending(limit: int) -> Waiting:
    """What the latest `limit` changes were of."""
    rows = list(Change.objects.order_by("-pk").values_list("kind", "thing")[: limit + 1])
    return Waiting(frozenset(Thing(kind, thing) for kind, thing in rows[:limit]), is_all=len(rows) <= limit)


def waiting_among(things: Collection[Thing]) -> frozenset[Thing]:
    """Those of `things`, a page of them, that changed since they were last indexed, however many others did."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, id_ in things:
        ids[kind].append(id_)
    these = Q(pk__in=[])
    for kind, of_kind in ids.items():
        these |= Q(kind=kind, thing__in=of_kind)
    return frozenset(Thing(kind, thing) for kind, thing in Change.objects.filter(these).values_list("kind", "thing"))


def _drains_after_commit() -> bool:
    return any(entry[1] is _drain for entry in transaction.get_connection().run_on_commit)


def _drain() -> None:
    from search.index.indexer import process_outbox  # noqa: PLC0415, it reads what has been noted here

    # The index reads what it is told to keep, whoever's request has just ended: nothing of that request goes with it.
    Context().run(process_outbox)
