"""What an engine is asked: a request, the query of words in it, and what narrows it. The names are Lucene's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from search.engines.passages import BODY, LABELS, NAMES, SUMMARY, TEXT_FIELDS, TITLE, Thing

# What a word counts for, by where it stands; and a trigram, in a title and elsewhere.
WORD_WEIGHTS = {TITLE: 3.0, SUMMARY: 2.0, BODY: 1.0, NAMES: 2.0, LABELS: 0.5}
GRAM_WEIGHTS = {TITLE: 3.0, BODY: 1.0}
# Of a fuzzy match: what has no word of a query and so many of its letters all the same, in forms that no stemmer joins: of all texts in
# seven languages that this lets in, more are wanted than not (docs/search.md).
MIN_FUZZY_SIMILARITY = 0.4
MAX_FUZZY_HITS = 10


@dataclass(frozen=True, slots=True)
class TermQuery:
    """One word, in any of the forms that the languages it may be of give it.

    names: its forms in authors' names; words with a space between them stand there side by side.
    """

    stems: tuple[str, ...]
    names: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()
    fields: tuple[str, ...] = (*TEXT_FIELDS, NAMES)


@dataclass(frozen=True, slots=True)
class PhraseQuery:
    """Words in this order with nothing between them, spelt in any of these ways."""

    spellings: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...] = TEXT_FIELDS


Leaf = TermQuery | PhraseQuery


@dataclass(frozen=True, slots=True)
class Clause:
    """Any of these has to be there. One that is not `required` may be missing, as `BoolQuery.minimum_should_match` says.

    corrections: what may have been meant, where what was typed stands in nothing. expansions: what says the same in
    other words, which nobody typed. A candidate that needs either is not `is_exact`. typed: the word as it was typed,
    where it is one.
    """

    leaves: tuple[Leaf, ...]
    required: bool = False
    corrections: tuple[Leaf, ...] = ()
    expansions: tuple[Leaf, ...] = ()
    typed: str = ""

    @property
    def any_of(self) -> tuple[Leaf, ...]:
        return (*self.leaves, *self.corrections, *self.expansions)


@dataclass(frozen=True, slots=True)
class BoolQuery:
    """What a text must say: every required clause, `minimum_should_match` of the others, and nothing of `must_not`."""

    clauses: tuple[Clause, ...] = ()
    must_not: tuple[Leaf, ...] = ()
    minimum_should_match: int = 0

    def leaves(self) -> Iterator[Leaf]:
        for clause in self.clauses:
            yield from clause.any_of

    @property
    def has_expansions(self) -> bool:
        return any(clause.expansions for clause in self.clauses)

    def without_expansions(self) -> "BoolQuery":
        """The same without expansions."""
        return replace(self, clauses=tuple(replace(clause, expansions=()) for clause in self.clauses))

    def as_typed(self) -> "BoolQuery":
        """The same without expansions and corrections."""
        return replace(self, clauses=tuple(replace(clause, corrections=(), expansions=()) for clause in self.clauses))


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """What a query's text says beside words: `tag:dams`. It is part of the request, not a choice within its answer."""

    facet: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """All that an engine needs to answer.

    keys: audiences that may be looked into. selected: facet to values, any of which will do; the counts of a facet
    ignore what is selected in it. include: things that match although none of their words do. fuzzy: those that have
    MIN_FUZZY_SIMILARITY or more of the query's trigrams match too, MAX_FUZZY_HITS at most. since, until: bounds of the
    date of publication, the second excluded. exclude: left out of hits and counts, because the database no longer shows
    them. facets: those to count. depth: how many candidates to give back, those that score best by words and by
    trigrams, or the newest; and all of `include`.
    """

    keys: frozenset[str]
    query: BoolQuery = BoolQuery()
    include: frozenset[Thing] = frozenset()
    fuzzy: bool = False
    filters: tuple[FacetFilter, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: frozenset[Thing] = frozenset()
    facets: tuple[str, ...] = ()
    by_date: bool = False
    depth: int = 1_000
