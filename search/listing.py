"""What was found, as templates and the API show it: names instead of values, addresses instead of choices."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from search.query.params import FACETS, SearchParams
from search.query.results import Hit, SearchResults
from search.registry import facets

# A facet is cut to the values that most things have; what is chosen is always shown.
MAX_VALUES = 20
UNFOLDED = ("theme", "country", "lang")
KINDS = "type"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. language: of its label, where it is not the page's."""

    value: str
    label: str
    count: int
    chosen: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """As components/facet.html wants it."""

    name: str
    label: str
    values: list[FacetValue]
    open: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """As components/tabs.html wants it."""

    label: str
    count: int
    url: str
    current: bool


def facet_groups(found: SearchResults) -> list[FacetGroup]:
    """The facets that have values, in the order of the page; one query a facet that asks the database for names."""
    shown = [_facet(name, found.counts.get(name, {}), found.asked) for name in FACETS]
    return [facet for facet in shown if facet.values]


def _facet(name: str, counts: Mapping[str, int], asked: SearchParams) -> FacetGroup:
    chosen = asked.chosen.get(name, ())
    ordered = sorted(
        counts, key=(lambda value: -int(value)) if name == "year" else lambda value: (-counts[value], value)
    )
    values = [*ordered[:MAX_VALUES], *(value for value in chosen if value not in ordered[:MAX_VALUES])]
    known = facets().get(name)
    # A tag that stands on hidden texts alone is shown as it was asked for: its spelling would tell that it is there.
    nameable = [value for value in values if name != "tag" or value in counts]
    names = known.names(nameable) if known and nameable else {}
    shown = [
        FacetValue(
            value,
            names[value][0] if names.get(value) else value,
            counts.get(value, 0),
            value in chosen,
            known.language_of(value) if known and value in names else "",
        )
        for value in values
    ]
    label = str(known.label) if known else name
    return FacetGroup(name, label, shown, open=name in UNFOLDED or bool(chosen))


def tabs_of(kinds: FacetGroup, asked: SearchParams) -> list[Tab]:
    """All that was found, and each kind of it; choosing one leaves what else is chosen as it is."""
    everything = {name: values for name, values in asked.chosen.items() if name != kinds.name}
    total = sum(value.count for value in kinds.values)
    tabs = [Tab(_("All"), total, asked.address(chosen=everything), current=kinds.name not in asked.chosen)]
    for value in kinds.values:
        address = asked.address(chosen={kinds.name: (value.value,), **everything})
        tabs.append(Tab(value.label, value.count, address, value.chosen))
    return tabs


def chosen_filters(shown: list[FacetGroup], asked: SearchParams) -> list[dict[str, str]]:
    """As components/chosen_filters.html wants them: each with the address of this page without it."""
    return [
        {"label": value.label, "url": asked.address(chosen=asked.without(facet.name, value.value))}
        for facet in shown
        for value in facet.values
        if value.chosen
    ]


def result_rows(hits: Iterable[Hit]) -> Iterator[dict[str, Any]]:
    """As components/search_row.html wants them."""
    return map(_shown_row, hits)


def _shown_row(hit: Hit) -> dict[str, Any]:
    row = {field.name: getattr(hit.row, field.name) for field in fields(hit.row)}
    return row | {"title": hit.title, "summary": hit.snippet, "reason": hit.reason}
