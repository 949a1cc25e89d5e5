"""What narrows a list, whoever shows one: facets with their values, what is chosen, and addresses of the list without it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet. count: of what it would give, where that is counted. language: of its label, where it is not
    the page's."""

    value: str
    label: str
    chosen: bool
    count: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """As components/facet.html wants it."""

    name: str
    label: str
    values: list[FacetValue]
    open: bool = True


def facet_group(
    name: str,
    label: Any,
    *,
    counts: Mapping[str, int],
    chosen: Sequence[str],
    names: Mapping[str, tuple[str, str]],
    unfolded: bool,
) -> FacetGroup:
    """counts: in the order of the page; what is chosen is shown, too. names: value to its label and the language of that;
    a value without one is left out."""
    shown = [*counts, *(value for value in chosen if value not in counts)]
    values = [
        FacetValue(value, names[value][0], value in chosen, counts.get(value, 0), names[value][1])
        for value in shown
        if value in names
    ]
    return FacetGroup(name, str(label), values, open=unfolded or bool(chosen))


def chosen_filters(groups: Iterable[FacetGroup], without: Callable[[str, str], str]) -> list[dict[str, str]]:
    """As components/chosen_filters.html wants them. without: from facet and value to the address of this page without it."""
    return [
        {"label": value.label, "url": without(group.name, value.value)}
        for group in groups
        for value in group.values
        if value.chosen
    ]


def querystring(values: Mapping[str, str | Sequence[str]]) -> str:
    """The query of an address, with its question mark. What is empty is left out."""
    pairs = [
        (name, one) for name, given in values.items() for one in ([given] if isinstance(given, str) else given) if one
    ]
    return f"?{urlencode(pairs, errors='ignore')}"
