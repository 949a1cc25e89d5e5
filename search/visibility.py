"""What a reader may see of what an engine found: asked of the database, for every hit, every time."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from search.engines.passages import Thing
from search.index.outbox import PendingChanges, pending
from search.registry import Reader, Row, facets, searchables

# Changes that the index may not know yet and that are looked at before a search; the worker takes a second for a handful.
# Where more wait, numbers may lag behind, but nothing that stands in the index alone is told: neither a word nor a tag.
MAX_WAITING = 200


def visible_rows(things: Collection[Thing], reader: Reader) -> dict[Thing, Row]:
    """Rows of those that `reader` may see now; a constant number of queries a kind."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, id_ in things:
        ids[kind].append(id_)
    known = searchables()
    rows: dict[Thing, Row] = {}
    for kind, of_kind in ids.items():
        if kind in known:
            found: Mapping[int, Row] = known[kind].rows(of_kind, reader)
            rows |= {Thing(kind, id_): row for id_, row in found.items()}
    return rows


def hidden_since_indexing(changed: Collection[Thing], reader: Reader) -> frozenset[Thing]:
    """Those of `changed` that the reader may not see any more, though the index does not know it yet."""
    return frozenset(set(changed) - visible_rows(changed, reader).keys()) if changed else frozenset()


def visible_counts(facet: str, counts: Mapping[str, int], reader: Reader) -> Mapping[str, int]:
    """`counts` of the values that `reader` may be told of now, whatever the index still has."""
    known = facets().get(facet)
    if not known or not counts:
        return counts
    values = set(known.visible_values(tuple(counts), reader))
    return {value: count for value, count in counts.items() if value in values}


def pending_changes() -> PendingChanges:
    return pending(MAX_WAITING)
