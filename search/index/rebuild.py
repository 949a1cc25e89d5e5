"""The index built anew beside the live one, and put in its place."""

from collections.abc import Iterator

from search.engines import indices
from search.engines.passages import Thing
from search.engines.protocol import EngineUnavailable, Index, IndexBuilder
from search.index.embedder import add_stored_embeddings
from search.index.entries import entries_of
from search.index.indexer import BATCH, logger
from search.index.models import Change
from search.registry import Searchable, searchables


def things_to_index() -> int:
    """How many things a rebuild goes through, each as often as there are indices."""
    return len(indices()) * sum(1 for searchable in searchables().values() for _id in ids_of(searchable))


def rebuild() -> Iterator[int]:
    """Build every index from the database while people search and write; yields how many things each step has done.

    Each is in use once it is complete, and is thrown away if it does not get so far. Changes meanwhile go into both
    the old and the new. Raises EngineUnavailable if somebody is rebuilding already, and when an engine takes nothing more.
    """
    # Those that stand here already are read with the rest; one that is committed later is not among them.
    known = list(Change.objects.values_list("pk", flat=True))
    for index in indices():
        yield from _rebuild(index)
    for start in range(0, len(known), 1_000):
        Change.objects.filter(pk__in=known[start : start + 1_000]).delete()


def rebuild_outdated() -> None:
    """Build each index that is missing, broken, or analysed by older rules; one of these serves until then."""
    for index in indices():
        if index.is_missing() or index.is_outdated():
            for _things in _rebuild(index):
                pass


def ids_of(searchable: Searchable) -> Iterator[int]:
    """All ids of a kind that belong into the index, ascending, a thousand a query."""
    after = 0
    while ids := searchable.ids(after=after, limit=1_000):
        yield from ids
        after = ids[-1]


def _rebuild(engine: Index) -> Iterator[int]:
    with engine.rebuild() as building:
        for searchable in searchables().values():
            batch: list[int] = []
            for id_ in ids_of(searchable):
                batch.append(id_)
                if len(batch) == BATCH:
                    yield _index(engine, building, searchable, batch)
                    batch = []
            if batch:
                yield _index(engine, building, searchable, batch)


def _index(engine: Index, building: IndexBuilder, searchable: Searchable, ids: list[int]) -> int:
    with engine.write_lock():
        try:
            building.write(add_stored_embeddings(entries_of(searchable.documents(ids))))
        except EngineUnavailable:
            raise  # no document's fault: an index without what follows must not take the live one's place
        except Exception:  # noqa: BLE001, one document that cannot be analysed must not leave the site without an index
            for id_ in ids:
                _index_one(building, searchable, Thing(searchable.kind, id_))
    return len(ids)


def _index_one(building: IndexBuilder, searchable: Searchable, thing: Thing) -> None:
    try:
        building.write(add_stored_embeddings(entries_of(searchable.documents([thing.id]))))
    except EngineUnavailable:
        raise
    except Exception as error:  # noqa: BLE001, see above
        logger.error("%s:%s could not be indexed and was skipped.", *thing, exc_info=error)
