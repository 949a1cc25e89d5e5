"""What other parts tell search about their things, and how search asks for them. Search itself knows no case, no person.

A part registers one `Searchable` a kind, in its AppConfig's `ready`. Search indexes what `documents` yields, and shows only
what `rows` gives back for the reader: the gate is asked again for every hit, so an index that lags behind shows nothing
that has been withdrawn. A facet whose values search cannot name by itself (tags, editions) is registered with `Facet`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.http import HttpRequest
from django.utils.functional import Promise

# What the anchors of sections begin with that stand in a file beside the text.
FILE = "file"


class Reader(Protocol):
    """Who asks. `network.access.viewer.Viewer` is one."""

    @property
    def keys(self) -> frozenset[str]: ...


class ReaderRequest(HttpRequest):
    """For annotations: a middleware of the part above puts the reader onto every request."""

    viewer: Reader


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text that can be found and linked to by itself. `text` is plain, without markup."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """All that the index knows of one thing.

    version: grows with every change, so that a late write cannot undo a newer one. audience: the one key that opens it.
    facets: name of the facet ("theme", "country", "place", "threat", "tag", "year", "edition"; "room" and "has" can be
    asked for, as `in:` and `has:`) to the values that the addresses carry (concept slugs, tag slugs). names: of the
    authors, or of the person itself, only where the byline tells them to all readers. language: empty where it has none.
    """

    kind: str
    id: int
    version: int
    audience: str
    language: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    published: datetime
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One hit as components/case_row.html shows it. Lists are names in the interface's language.

    licence: what readers may do with it, with the address where that stands in full.
    authors: only those whom a byline names to the reader. is_announced: whether saved searches tell of it; not of what is the
    reader's own, nor of what keeps its hour to itself, for a mail comes with one.
    """

    kind: str
    id: int
    url: str
    title: str
    language: str
    kind_label: str
    summary: str = ""
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    byline_text: str = ""
    languages: tuple[Mapping[str, object], ...] = ()
    cover_url: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    is_announced: bool = True
    licence: str = ""


class Searchable(Protocol):
    """One kind of thing that can be found."""

    @property
    def kind(self) -> str: ...

    @property
    def label(self) -> str | Promise: ...

    @property
    def is_chronological(self) -> bool:
        """Whether it is shown newest first and never by score: a score tells of all texts it was reckoned over, and talk
        in rooms that a reader may not enter must not move what he sees.
        """
        ...

    def ids(self, *, after: int, limit: int) -> list[int]:
        """Ids of all things that belong into the index, ascending, at most `limit` of them, greater than `after`."""
        ...

    def documents(self, ids: Collection[int]) -> Iterator[Document]:
        """What to index of these; a thing that is not to be found (draft, withdrawn, gone) is left out."""
        ...

    def rows(self, ids: Collection[int], reader: Reader) -> Mapping[int, Row]:
        """What `reader` may see of these, in a constant number of queries. What he may not see is left out."""
        ...


def _as_it_is(values: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    return {value: (value,) for value in values}


@dataclass(frozen=True, slots=True)
class Facet:
    """A property that results are narrowed by.

    names: for values, all the names they go by, in one query however many there are: the first in the interface's
    language, to be shown; the others (other languages, abbreviations) for finding the value by its name. A value
    without names is shown as it is. visible_values: of values that an index has for a reader, those that he may be told of as the
    database is now. language_of: the language of a value's shown name, where it is not the page's.
    moved: values that have become others, to what they have become: their old addresses lead there.
    is_label: whether things are also found by the names of their values, as words.
    """

    name: str
    label: str | Promise
    names: Callable[[Collection[str]], Mapping[str, tuple[str, ...]]] = _as_it_is
    visible_values: Callable[[Collection[str], Reader], Collection[str]] = lambda values, reader: values
    language_of: Callable[[str], str] = lambda value: ""
    moved: Callable[[Collection[str]], Mapping[str, str]] = lambda values: {}
    is_label: bool = True


_searchables: dict[str, Searchable] = {}
_facets: dict[str, Facet] = {}


def register_searchable(searchable: Searchable) -> None:
    _searchables[searchable.kind] = searchable


def searchables() -> Mapping[str, Searchable]:
    return _searchables


def chronological_kinds() -> frozenset[str]:
    return frozenset(kind for kind, searchable in _searchables.items() if searchable.is_chronological)


def register_facet(facet: Facet) -> None:
    _facets[facet.name] = facet


def facets() -> Mapping[str, Facet]:
    return _facets
