"""What a search engine does for us, whichever it is.

An engine keeps analysed texts, finds those that fit a question, filters and counts them. It knows no viewer, no page and
no order: the order is made once, in `search.query.ranking`, from what every engine can say of its candidates. All that goes
in and comes out is plain data, so that an engine is exchanged without touching a view.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

TITLE, SUMMARY, BODY, NAMES, LABELS = "title", "summary", "body", "names", "labels"
TEXT_FIELDS = (TITLE, SUMMARY, BODY)
LANGUAGE = "lang"
# What a word counts for, by where it stands; and a trigram, in a title and elsewhere.
WORD_WEIGHTS = {TITLE: 3.0, SUMMARY: 2.0, BODY: 1.0, NAMES: 2.0, LABELS: 0.5}
GRAM_WEIGHTS = {TITLE: 3.0, BODY: 1.0}
# What has no word of a question and so many of its letters all the same, in forms that no stemmer joins: of all texts in
# seven languages that this lets in, more are wanted than not (docs/search.md).
NEAR_IN_LETTERS = 0.4
MAX_NEAR_IN_LETTERS = 10


class EngineUnavailable(Exception):
    """The engine cannot answer or take anything: its index is missing, broken, or held by somebody else too long."""


class Thing(NamedTuple):
    """What was indexed, by the names that its own part of the house gives it."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, a summary, one section, an author's name or a label's, as written and as analysed.

    stems: the first `ordered` of them stand as in the text, one a position; the rest are found too, but are in no
    phrase: wholes beside their parts ("чуталас"), abbreviations as they are written, words without special letters.
    starts, ends: where the word of each stem stands in `text`, in characters. grams: trigrams of its words, in no
    order. anchor: of the section; of a label, its facet and value ("theme:partnerships").
    """

    field: str
    text: str
    stems: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    ordered: int
    grams: tuple[str, ...]
    anchor: str = ""
    heading: str = ""


Vector = NDArray[np.float32]  # of length 1


class Meant(NamedTuple):
    """What a part of a thing means. anchor: the section's; empty for its title and summary together."""

    anchor: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing as the index holds it.

    is_talk: it is ordered by date and never by score, so that talk in hidden rooms cannot move visible talk.
    openings: what the words of its title may be begun with, for completion. facets: name to values; "type" and LANGUAGE
    are among them. meant: none as long as it is not known, and of talk.
    """

    thing: Thing
    version: int
    audience: str
    language: str
    published: datetime
    is_talk: bool
    openings: tuple[str, ...]
    passages: tuple[Passage, ...]
    facets: Mapping[str, tuple[str, ...]]
    meant: tuple[Meant, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One word, in any of the forms that the languages it may be of give it.

    names: its forms in authors' names; words with a space between them stand there side by side.
    """

    stems: tuple[str, ...]
    names: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()
    fields: tuple[str, ...] = (*TEXT_FIELDS, NAMES)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order with nothing between them, spelt in any of these ways."""

    spellings: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...] = TEXT_FIELDS


Leaf = Term | Phrase


@dataclass(frozen=True, slots=True)
class Clause:
    """Any of these has to be there. One that is not `required` may be missing, as `Wanted.at_least` says.

    meant: what may have been meant, where what was typed stands in nothing. others: what says the same in other words,
    which nobody typed. A candidate that needs either is not `is_own`. typed: the word as it was typed, where it is one.
    """

    leaves: tuple[Leaf, ...]
    required: bool = False
    meant: tuple[Leaf, ...] = ()
    others: tuple[Leaf, ...] = ()
    typed: str = ""

    @property
    def any_of(self) -> tuple[Leaf, ...]:
        return (*self.leaves, *self.meant, *self.others)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the text must say: every required clause, `at_least` so many of the others, and none of the excluded."""

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Leaf, ...] = ()
    at_least: int = 0

    def leaves(self) -> Iterator[Leaf]:
        for clause in self.clauses:
            yield from clause.any_of

    @property
    def has_others(self) -> bool:
        return any(clause.others for clause in self.clauses)

    def without_others(self) -> "Wanted":
        """The same without other words for it."""
        return replace(self, clauses=tuple(replace(clause, others=()) for clause in self.clauses))

    def as_typed(self) -> "Wanted":
        """The same without other words for it, and without what may have been meant."""
        return replace(self, clauses=tuple(replace(clause, meant=(), others=()) for clause in self.clauses))


@dataclass(frozen=True, slots=True)
class Condition:
    """What a query's text says beside words: `tag:dams`. It is part of the question, not a choice within its answer."""

    facet: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """All that an engine needs to answer.

    keys: audiences that may be looked into. chosen: facet to values, any of which will do; the counts of a facet
    ignore what is chosen in it. also: things that fit although none of their words do. spelt_alike: the few that have
    NEAR_IN_LETTERS or more of what was asked in trigrams fit too, MAX_NEAR_IN_LETTERS at most. since, until: bounds of the date of publication, the second excluded. without: left
    out of hits and counts, because the database no longer shows them. counted: facets to count. depth: how many
    candidates to give back, those that score best by words and by trigrams, or the newest; and all of `also`.
    """

    keys: frozenset[str]
    wanted: Wanted = Wanted()
    also: frozenset[Thing] = frozenset()
    spelt_alike: bool = False
    conditions: tuple[Condition, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: frozenset[Thing] = frozenset()
    counted: tuple[str, ...] = ()
    by_date: bool = False
    depth: int = 1_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something found. words, grams: BM25 over stems and over trigrams, 0 or more; others: over stems, with other words
    for them too, which is `words` where there are none. All are 0 for talk.

    They are shares of what a text of average length scores that has each of them once: so a text that says one rare word
    out of six is told from one that says all six, however many texts there are.
    is_own: it was found by what was typed, and not only by other words for it. language: as in `Entry`.
    """

    thing: Thing
    published: datetime
    is_talk: bool
    language: str
    words: float = 0.0
    grams: float = 0.0
    others: float = 0.0
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """fitting: how many fit the words and conditions, before anything chosen. total: how many fit what is chosen too.

    facets: for every counted facet its values with the number of things that choosing this value alone would give.
    is_said: something of all that fits, before anything chosen, has words of the question, and is not there only because
    the question names it (`also`) or because it is spelt alike. is_from_stand_in: another engine answered, because the one
    in use did not.
    """

    fitting: int
    total: int
    candidates: tuple[Candidate, ...]
    facets: Mapping[str, Mapping[str, int]]
    is_said: bool = True
    is_from_stand_in: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A thing near in meaning. closeness: the cosine of its nearest part, which `anchor` names."""

    thing: Thing
    closeness: float
    anchor: str


class Gist(NamedTuple):
    """What the stems of a text are, as numbers, and how often it says each: enough to hold it against others.

    Of four thousand million pairs of stems, one has the same number.
    """

    stems: NDArray[np.uint32]
    times: NDArray[np.uint8]


class Indexed(NamedTuple):
    """What an index holds of one thing, for comparing it with the database. meant: how many of its parts have a vector."""

    thing: Thing
    version: int
    audience: str
    meant: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """size: in bytes. built: when the index was last built as a whole."""

    entries: Mapping[str, int]
    size: int
    built: datetime | None


class Building(Protocol):
    """An index that is being built beside the living one."""

    def write(self, entries: Iterable[Entry]) -> None: ...


class Engine(Protocol):
    """What is asked. Every method raises EngineUnavailable when there is no index to work with."""

    def search(self, question: Question) -> Answer: ...

    def nearest(self, vector: Vector, *, keys: frozenset[str], limit: int) -> list[Near]:
        """Things within `keys` whose meaning is nearest to `vector`, the nearest first; each by its nearest part."""
        ...

    def passages(self, things: Collection[Thing]) -> Mapping[Thing, tuple[Passage, ...]]:
        """What was indexed of these, to show where the words stand."""
        ...

    def gists(self, things: Collection[Thing]) -> Mapping[Thing, Gist]:
        """Of the texts of these, which is read much faster than the texts."""
        ...

    def complete(self, words: Sequence[Collection[str]], *, keys: frozenset[str], limit: int) -> list[Thing]:
        """Things whose title has, for each of `words`, a word that is begun by one of its spellings; newest first."""
        ...

    def known(self, stems: Collection[str], *, keys: frozenset[str]) -> frozenset[str]:
        """Those of `stems` that stand in a text or among the names of something within `keys`, talk excepted."""
        ...

    def words_like(self, stem: str, *, keys: frozenset[str], limit: int) -> list[str]:
        """Stems of texts within `keys`, talk excepted, that one or two slips of the finger turn into `stem`; nearest first."""
        ...

    def statistics(self) -> Statistics: ...


class Index(Engine, Protocol):
    """An engine with what it keeps, which follows the outbox by itself. name: what the operator calls it."""

    name: str

    def is_missing(self) -> bool:
        """Whether none is in order and one can be built: of a server that is away that is not known."""
        ...

    def is_outdated(self) -> bool:
        """Whether the one in use was analysed by other rules than words are today. Asked of one that is not missing."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Be the only one who writes. Hold it from before the database is read until its rows are written.

        So no slow writer can bring back what a quick one has taken out.
        """
        ...

    def write(self, entries: Iterable[Entry]) -> None:
        """Put these in, in place of older versions; what is there in a newer version stays."""
        ...

    def delete(self, things: Collection[Thing]) -> None: ...

    def contents(self) -> Iterator[Indexed]:
        """All that the index holds, in no order."""
        ...

    def rebuilding(self) -> AbstractContextManager[Building]:
        """Build an index anew; it takes the place of the living one when the block ends well.

        What is written or deleted meanwhile goes into both. Raises EngineUnavailable if somebody is at it already.
        """
        ...
