"""What an address asks for: words, chosen values, order, and where to go on; and the addresses near it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from search.input.xml_text import to_xml_text
from search.lists.listing import querystring
from search.lists.pagination import RankCursor

# In the order in which a page shows them.
FACETS = ("type", "theme", "country", "place", "threat", "lang", "tag", "year", "edition")
MAX_SELECTED = 10
MAX_VALUE_LENGTH = 80
# Characters of the query that are kept; the parser reads fewer and says so.
MAX_TEXT_LENGTH = 4_000
NEWEST = "new"


@dataclass(frozen=True, slots=True)
class SearchParams:
    """selected: facet to values. exact: other words for what was typed are not looked for."""

    text: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest_first: bool = False
    exact: bool = False
    after: RankCursor = field(default_factory=RankCursor)

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.selected)

    def querystring(self, **changes: Any) -> str:
        """The query of this page's address with `changes` of these fields; it begins at the first page unless told."""
        params = replace(self, **{"after": RankCursor(), **changes})
        return querystring(
            {
                "q": params.text,
                **params.selected,
                "sort": NEWEST if params.newest_first else "",
                "exact": "1" if params.exact else "",
                "after": str(params.after),
            }
        )

    def without_value(self, facet: str, value: str) -> Mapping[str, tuple[str, ...]]:
        return {
            name: tuple(one for one in values if (name, one) != (facet, value))
            for name, values in self.selected.items()
        }


def parse_params(query: QueryDict) -> SearchParams:
    """What an address asks for. What makes no sense in it is passed over; every part has a bound."""
    selected = {
        name: tuple(dict.fromkeys(clean for value in query.getlist(name)[:MAX_SELECTED] if (clean := _clean(value))))
        for name in FACETS
    }
    return SearchParams(
        text=to_xml_text(query.get("q", ""))[:MAX_TEXT_LENGTH],
        selected={name: values for name, values in selected.items() if values},
        newest_first=query.get("sort") == NEWEST,
        exact=query.get("exact") == "1",
        after=RankCursor.parse(query.get("after", "")),
    )


def _clean(value: str) -> str:
    value = to_xml_text(value).strip()
    return value if len(value) <= MAX_VALUE_LENGTH and value.isprintable() else ""
