"""What an address asks for: words, chosen values, order, and where to go on; and the addresses near it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from search.listing import querystring
from search.pagination import RankCursor
from search.xml_text import to_xml_text

# In the order in which a page shows them.
FACETS = ("type", "theme", "country", "place", "threat", "lang", "tag", "year", "edition")
MAX_CHOSEN = 10
MAX_VALUE_LENGTH = 80
# Characters of the query that are kept; the parser reads fewer and says so.
MAX_TEXT_LENGTH = 4_000
NEWEST = "new"


@dataclass(frozen=True, slots=True)
class SearchParams:
    """chosen: facet to values. only_typed: other words for what was typed are not looked for."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest_first: bool = False
    only_typed: bool = False
    after: RankCursor = field(default_factory=RankCursor)

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.chosen)

    def address(self, **changes: object) -> str:
        """The query of this page's address with `changes`: text, chosen, newest_first, only_typed, after."""
        chosen = changes.get("chosen", self.chosen)
        assert isinstance(chosen, Mapping)
        return querystring(
            {
                "q": str(changes.get("text", self.text)),
                **chosen,
                "sort": NEWEST if changes.get("newest_first", self.newest_first) else "",
                "exact": "1" if changes.get("only_typed", self.only_typed) else "",
                "after": str(changes.get("after", "")),
            }
        )

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
        after=RankCursor.parse(query.get("after", "")),
    )


def _clean(value: str) -> str:
    value = to_xml_text(value).strip()
    return value if len(value) <= MAX_VALUE_LENGTH and value.isprintable() else ""
