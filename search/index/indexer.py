"""The outbox is emptied into the engine. Every thing is read anew from the database, so that doing it twice does no harm."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from search.engines import indices
from search.engines.passages import Thing
from search.engines.protocol import EngineUnavailable, Index
from search.index.embedder import add_stored_embeddings
from search.index.entries import entries_of
from search.index.models import Change
from search.registry import Searchable, searchables

logger = logging.getLogger(__name__)

# So many things are read, analysed and written while other writers wait.
BATCH = 50
# A thing that failed so often is left alone until it changes again, or until the audit.
MAX_ATTEMPTS = 5


@dataclass(slots=True)
class OutboxReport:
    """things: looked at and brought up to date in all indices. failures: what could not be, with the reason."""

    things: int = 0
    failures: dict[Thing, str] = field(default_factory=dict)


def process_outbox() -> OutboxReport:
    """Bring every index up to date with all that is noted in the outbox.

    A thing that cannot be read or analysed is skipped, logged, and tried again with the next calls; it holds up nobody.
    Raises EngineUnavailable when one of the indices takes nothing: the outbox keeps what is left for it.
    """
    drained = OutboxReport()
    *stand_ins, main = indices()
    for place, index in enumerate(stand_ins):
        _drain_into(index, Change.objects.filter(taken=place), drained, is_last=False)
    _drain_into(main, Change.objects.filter(taken__gte=len(stand_ins)), drained, is_last=True)
    return drained


def _drain_into(engine: Index, waiting: QuerySet[Change], drained: OutboxReport, *, is_last: bool) -> None:
    seen = 0
    while True:
        with engine.write_lock():
            changes = list(waiting.filter(attempts__lt=MAX_ATTEMPTS, pk__gt=seen).order_by("pk")[:BATCH])
            if not changes:
                return
            seen = changes[-1].pk
            done = _bring_up_to_date(engine, changes, drained)
            if is_last:
                drained.things += len({(change.kind, change.thing) for change in done})
                Change.objects.filter(pk__in=[change.pk for change in done]).delete()
            else:
                Change.objects.filter(pk__in=[change.pk for change in done]).update(taken=F("taken") + 1)


def _bring_up_to_date(engine: Index, changes: Sequence[Change], drained: OutboxReport) -> list[Change]:
    """Those of `changes` that are in the index now."""
    failures = update_index(engine, list(dict.fromkeys(Thing(change.kind, change.thing) for change in changes)))
    drained.failures |= failures
    for thing, reason in failures.items():
        failed = [change.pk for change in changes if (change.kind, change.thing) == thing]
        Change.objects.filter(pk__in=failed).update(attempts=F("attempts") + 1, failure=reason[:300])
    return [change for change in changes if (change.kind, change.thing) not in failures]


def update_index(engine: Index, things: Collection[Thing]) -> Mapping[Thing, str]:
    """Index these as the database has them now, or take them out; hold `engine.write_lock()` meanwhile.

    Returns those that failed, with the reason: they stay in the index as they were.
    """
    failures: dict[Thing, str] = {}
    for kind, ids in _by_kind(things).items():
        searchable = searchables().get(kind)
        if searchable is None:
            engine.delete([Thing(kind, id_) for id_ in ids])
            continue
        try:
            _refresh_kind(engine, searchable, ids)
        except EngineUnavailable:
            raise
        except Exception as error:  # noqa: BLE001, whatever one document does to the analysis must not stop the others
            if len(ids) == 1:
                failures[Thing(kind, ids[0])] = _reported(Thing(kind, ids[0]), error)
            else:
                for id_ in ids:
                    failures |= update_index(engine, [Thing(kind, id_)])
    return failures


def _refresh_kind(engine: Index, searchable: Searchable, ids: Sequence[int]) -> None:
    entries = add_stored_embeddings(entries_of(searchable.documents(ids)))
    found = {entry.thing.id for entry in entries}
    engine.write(entries)
    engine.delete([Thing(searchable.kind, id_) for id_ in ids if id_ not in found])


def _reported(thing: Thing, error: Exception) -> str:
    logger.error("%s:%s could not be indexed and was skipped.", *thing, exc_info=error)
    return f"{type(error).__name__}: {error}"


def _by_kind(things: Iterable[Thing]) -> Mapping[str, list[int]]:
    kinds: dict[str, list[int]] = defaultdict(list)
    for kind, id_ in things:
        kinds[kind].append(id_)
    return kinds
