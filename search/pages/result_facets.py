"""The facets and tabs of what was found: names instead of values, addresses instead of choices."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.lists.listing import FacetGroup, facet_group
from search.query.params import FACETS, SearchParams
from search.query.results import SearchResults
from search.registry import facets

# A facet is cut to the values that most things have; what is chosen is always shown.
MAX_VALUES = 20
UNFOLDED = ("theme", "country", "lang")
KINDS = "type"


@dataclass(frozen=True, slots=True)
class Tab:
    """As components/tabs.html wants it."""

    label: str
    count: int
    url: str
    current: bool


def facet_groups(found: SearchResults) -> list[FacetGroup]:
    """The facets that have values, in the order of the page; one query a facet that asks the database for names."""
    shown = [_facet(name, found.counts.get(name, {}), found.params) for name in FACETS]
    return [facet for facet in shown if facet.values]


def _facet(name: str, counts: Mapping[str, int], params: SearchParams) -> FacetGroup:
    chosen = params.selected.get(name, ())
    values = _shown_values(name, counts, chosen)
    known = facets().get(name)
    # A tag that stands on hidden texts alone is shown as it was asked for: its spelling would tell that it is there.
    nameable = [value for value in values if name != "tag" or value in counts]
    names = known.names(nameable) if known and nameable else {}
    labels = {value: names[value][0] if names.get(value) else value for value in values}
    return facet_group(
        name,
        known.label if known else name,
        counts={value: counts.get(value, 0) for value in values},
        chosen=chosen,
        names={
            value: (label, known.language_of(value) if known and value in names else "")
            for value, label in labels.items()
        },
        unfolded=name in UNFOLDED,
    )


def _shown_values(name: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    """Years from the last one; others by how many things have them; and all that are chosen."""

    def rank(value: str) -> tuple[int, str]:
        return (-int(value) if name == "year" else -counts[value], value)

    most = sorted(counts, key=rank)[:MAX_VALUES]
    return [*most, *(value for value in chosen if value not in most)]


def tabs_of(kinds: FacetGroup, params: SearchParams) -> list[Tab]:
    """All that was found, and each kind of it; choosing one leaves what else is chosen as it is."""
    everything = {name: values for name, values in params.selected.items() if name != kinds.name}
    total = sum(value.count for value in kinds.values)
    tabs = [Tab(_("All"), total, params.querystring(selected=everything), current=kinds.name not in params.selected)]
    for value in kinds.values:
        address = params.querystring(selected={kinds.name: (value.value,), **everything})
        tabs.append(Tab(value.label, value.count, address, value.chosen))
    return tabs
