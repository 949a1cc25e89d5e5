"""What is counted and filtered by, in memory: one array a property, in which an entry stands at its number.

A hundred thousand entries take some 20 MB a process and are counted in milliseconds; asking the tables for each result
would take longer than finding it. What was written since is read before every request (`DocValues.refreshed`).
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from search.engines.passages import Thing

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Array = TypeVar("Array", Mask, Numbers)


class Ordinals:
    """Small numbers for texts, handed out in the order of asking. They are never taken back."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._codes: dict[str, int] = {}

    def ordinal(self, name: str) -> int:
        if name not in self._codes:
            self._codes[name] = len(self.names)
            self.names.append(name)
        return self._codes[name]

    def known(self, names: Iterable[str]) -> list[int]:
        return [self._codes[name] for name in names if name in self._codes]


def _no_pairs() -> Numbers:
    return np.empty((2, 0), dtype=np.int64)


@dataclass(slots=True)
class DocValues:
    """The state at `serial`. It is never changed: `refreshed` gives another.

    things, published (seconds), kinds, audiences, chronological, alive: by number of the entry; number 0 is nobody's. pairs: for
    every facet, numbers of entries above and ordinals of values below.
    """

    serial: int = -1
    things: Numbers = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    published: Numbers = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    kinds: Numbers = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    audiences: Numbers = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    chronological: Mask = field(default_factory=lambda: np.zeros(1, dtype=np.bool_))
    alive: Mask = field(default_factory=lambda: np.zeros(1, dtype=np.bool_))
    pairs: Mapping[str, Numbers] = field(default_factory=dict)
    kind_ordinals: Ordinals = field(default_factory=Ordinals)
    audience_ordinals: Ordinals = field(default_factory=Ordinals)
    value_ordinals: dict[str, Ordinals] = field(default_factory=dict)
    numbers: dict[Thing, int] = field(default_factory=dict)

    def refreshed(self, connection: sqlite3.Connection) -> "DocValues":
        """These doc values, or newer ones if the index has been written since."""
        serial = connection.execute("SELECT value FROM meta WHERE name = 'serial'").fetchone()[0]
        if serial == self.serial:
            return self
        rows = connection.execute(
            "SELECT id, kind, thing, audience, published, is_chronological, gone, facets FROM entry WHERE serial > ?",
            (self.serial,),
        ).fetchall()
        return self._with(rows, serial)

    def _with(self, rows: list[tuple[Any, ...]], serial: int) -> "DocValues":
        fresh = self._grown(max((row[0] for row in rows), default=0) + 1)
        changed = np.zeros(len(fresh.things), dtype=np.bool_)
        values: dict[str, list[tuple[int, int]]] = {}
        for number, kind, thing, audience, published, is_chronological, gone, facets in rows:
            changed[number] = True
            fresh.things[number], fresh.published[number] = thing, published
            fresh.kinds[number] = fresh.kind_ordinals.ordinal(kind)
            fresh.audiences[number] = fresh.audience_ordinals.ordinal(audience)
            fresh.chronological[number], fresh.alive[number] = bool(is_chronological), not gone
            fresh.numbers[Thing(kind, thing)] = number
            for name, names in json.loads(facets).items():
                ordinals = fresh.value_ordinals.setdefault(name, Ordinals())
                values.setdefault(name, []).extend((number, ordinals.ordinal(value)) for value in names)
        fresh.pairs = {
            name: _exchanged(self.pairs.get(name, _no_pairs()), changed, values.get(name, []))
            for name in {*self.pairs, *values}
        }
        fresh.serial = serial
        return fresh

    def _grown(self, size: int) -> "DocValues":
        """A copy with room for `size` entries. Codes are shared: they only grow, and nobody asks for unknown ones."""
        more = max(0, size - len(self.things))
        return replace(
            self,
            things=_longer(self.things, more),
            published=_longer(self.published, more),
            kinds=_longer(self.kinds, more),
            audiences=_longer(self.audiences, more),
            chronological=_longer(self.chronological, more),
            alive=_longer(self.alive, more),
            value_ordinals=dict(self.value_ordinals),
        )

    def visible_to(self, keys: Collection[str], exclude: Iterable[Thing] = ()) -> Mask:
        """Entries in the audiences that `keys` open, but for those in `exclude`."""
        mask = self.alive & np.isin(self.audiences, self.audience_ordinals.known(keys))
        return mask & ~self.mask_of(exclude)

    def mask_of(self, things: Iterable[Thing]) -> Mask:
        mask = np.zeros(len(self.things), dtype=np.bool_)
        mask[[number for thing in things if (number := self._number(thing))]] = True
        return mask

    def with_any(self, facet: str, values: Iterable[str]) -> Mask:
        """Entries that have at least one of these values."""
        mask = np.zeros(len(self.things), dtype=np.bool_)
        if facet in self.pairs:
            numbers, ordinals = self.pairs[facet]
            mask[numbers[np.isin(ordinals, self.value_ordinals[facet].known(values))]] = True
        return mask

    def published_within(self, since: datetime | None, until: datetime | None) -> Mask:
        mask = np.ones(len(self.things), dtype=np.bool_)
        if since:
            mask &= self.published >= since.timestamp()
        if until:
            mask &= self.published < until.timestamp()
        return mask

    def counts(self, facet: str, mask: Mask) -> dict[str, int]:
        """How many of the entries in `mask` have each value; values that none has are left out."""
        if facet not in self.pairs:
            return {}
        numbers, ordinals = self.pairs[facet]
        counts = np.bincount(ordinals[mask[numbers]])
        names = self.value_ordinals[facet].names
        return {names[code]: int(counts[code]) for code in np.flatnonzero(counts)}

    def values(self, facet: str, numbers: Numbers) -> list[str]:
        """One value of each of these entries, empty where it has none."""
        ordinals = np.full(len(self.things), -1, dtype=np.int64)
        having, of_them = self.pairs.get(facet, _no_pairs())
        ordinals[having] = of_them
        names = [*self.value_ordinals[facet].names, ""] if facet in self.value_ordinals else [""]
        return [names[code] for code in ordinals[numbers]]

    def thing(self, number: int) -> Thing:
        return Thing(self.kind_ordinals.names[self.kinds[number]], int(self.things[number]))

    def published_at(self, number: int) -> datetime:
        return datetime.fromtimestamp(int(self.published[number]), UTC)

    def _number(self, thing: Thing) -> int:
        number = self.numbers.get(thing, 0)
        # `numbers` is shared with newer states, which may know entries that this one has no room for.
        return number if number < len(self.things) else 0


def _longer(array: Array, more: int) -> Array:
    return cast(Array, np.concatenate([array, np.zeros(more, dtype=array.dtype)]))


def _exchanged(pairs: Numbers, changed: Mask, values: list[tuple[int, int]]) -> Numbers:
    kept = pairs[:, ~changed[pairs[0]]]
    if not values:
        return kept
    return np.concatenate([kept, np.array(values, dtype=np.int64).T], axis=1)
