"""What an engine answers with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.passages import Thing


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something found. bm25, trigram_bm25: over stems and over trigrams, 0 or more; expanded_bm25: over stems and
    expansions, which is `bm25` where there are none. All are 0 for what is chronological.

    They are shares of what a text of average length scores that has each of them once: so a text that says one rare word
    out of six is told from one that says all six, however many texts there are.
    is_exact: it was found by what was typed, and not only by an expansion. language: as in `Entry`.
    """

    thing: Thing
    published: datetime
    is_chronological: bool
    language: str
    bm25: float = 0.0
    trigram_bm25: float = 0.0
    expanded_bm25: float = 0.0
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """matching: how many match the query and its filters, before anything selected. total: how many match what is
    selected too.

    facets: for every facet that was asked for its values, with the number of things that selecting this value alone
    would give. has_word_matches: something of all that matches has words of the query, and is not there only because
    the request includes it, or by a fuzzy match. is_fallback: another engine answered, because the one in use did not.
    """

    matching: int
    total: int
    candidates: tuple[Candidate, ...]
    facets: Mapping[str, Mapping[str, int]]
    has_word_matches: bool = True
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing near in meaning. similarity: the cosine of its nearest part, which `anchor` names."""

    thing: Thing
    similarity: float
    anchor: str


class TermVector(NamedTuple):
    """What the stems of a text are, as numbers, and how often it says each: enough to hold it against others.

    Of four thousand million pairs of stems, one has the same number.
    """

    stems: NDArray[np.uint32]
    frequencies: NDArray[np.uint8]


class IndexedVersion(NamedTuple):
    """What an index holds of one thing, for comparing it with the database. embeddings: how many of its parts have a vector."""

    thing: Thing
    version: int
    audience: str
    embeddings: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """size: in bytes. built: when the index was last built as a whole."""

    entries: Mapping[str, int]
    size: int
    built: datetime | None
