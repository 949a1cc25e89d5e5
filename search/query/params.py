"""What an address asks for: words, chosen values, order, and where to go on; and the addresses near it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from search.engines.protocol import Thing
from search.numbers import number_from
from search.xml_text import to_xml_text

# In the order in which a page shows them.
FACETS = ("type", "theme", "country", "place", "threat", "lang", "tag", "year", "edition")
MAX_CHOSEN = 10
MAX_VALUE_LENGTH = 80
# Characters of the query that are kept; the parser reads fewer and says so.
MAX_TEXT_LENGTH = 4_000
NEWEST = "new"


@dataclass(frozen=True, slots=True)
class RankCursor:
    """The last thing of the page before, and its place: what is shown next stays right when things come and go."""

    place: int = 0
    thing: Thing | None = None

    def __str__(self) -> str:
        return f"{self.place}~{self.thing.kind}~{self.thing.id}" if self.thing else ""


@dataclass(frozen=True, slots=True)
class SearchParams:
    """chosen: facet to values. only_typed: other words for what was typed are not looked for."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest_first: bool = False
    only_typed: bool = False
    after: RankCursor = RankCursor()

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.chosen)

    def address(self, **changes: object) -> str:
        """The query of this page's address with `changes`: text, chosen, newest_first, only_typed, after."""
        chosen = changes.get("chosen", self.chosen)
        assert isinstance(chosen, Mapping)
        text = changes.get("text", self.text)
        pairs = [("q", text)] if text else []
        pairs += [(name, value) for name, values in chosen.items() for value in values]
        pairs += [("sort", NEWEST)] if changes.get("newest_first", self.newest_first) else []
        pairs += [("exact", "1")] if changes.get("only_typed", self.only_typed) else []
        pairs += [("after", str(changes["after"]))] if changes.get("after") else []
        return f"?{urlencode(pairs, errors='ignore')}"

    def without(self, facet: str, value: str) -> Mapping[str, Sequence[str]]:
        return {
            name: tuple(one for one in values if (name, one) != (facet, value)) for name, values in self.chosen.items()
        }


def parse_params(query: QueryDict) -> SearchParams:
    """What an address asks for. What makes no sense in it is passed over; every part has a bound."""
    chosen = {
        name: tuple(dict.fromkeys(clean for value in query.getlist(name)[:MAX_CHOSEN] if (clean := _clean(value))))
        for name in FACETS
    }
    return SearchParams(
        text=to_xml_text(query.get("q", ""))[:MAX_TEXT_LENGTH],
        chosen={name: values for name, values in chosen.items() if values},
        newest_first=query.get("sort") == NEWEST,
        only_typed=query.get("exact") == "1",
        after=_cursor(query.get("after", "")),
    )


def _clean(value: str) -> str:
    value = to_xml_text(value).strip()
    return value if len(value) <= MAX_VALUE_LENGTH and value.isprintable() else ""


def _cursor(text: str) -> RankCursor:
    place, _tilde, thing = text.partition("~")
    kind, _tilde, id_ = thing.partition("~")
    at, number = number_from(place), number_from(id_)
    if at is None or number is None or len(kind) > 20:
        return RankCursor()
    return RankCursor(at, Thing(kind, number))
