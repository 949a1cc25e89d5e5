"""The lists of cases and of practices: narrowed by what they are about, newest first, one row a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.http import QueryDict

from cases.library.models import CONCEPT_FIELDS, Contribution
from cases.library.tags import Tag
from cases.reading.rows import rows_of
from network.access.viewer import Viewer
from search.lists.listing import FacetGroup, chosen_filters, facet_group, querystring
from search.lists.pagination import paginate
from search.registry import Row, facets
from search.site import LANGUAGE_NAMES

PAGE_SIZE = 20
MAX_TAGS = 20  # a facet of tags is cut to those that are used most
MAX_CHOSEN = 10
MAX_VALUE_LENGTH = 80  # characters

# In the order of the page.
FACETS = ("theme", "country", "place", "threat", "stage", "right", "tag", "lang", "year")
UNFOLDED = ("theme", "country")


@dataclass(frozen=True, slots=True)
class Listing:
    """total: texts, of which a text in three languages is one. chosen: as components/chosen_filters.html wants them."""

    rows: list[Row]
    total: int
    facets: list[FacetGroup]
    chosen: list[dict[str, str]]
    older_url: str
    first_url: str


def parse_selected(query: QueryDict) -> dict[str, list[str]]:
    """What the address chooses, by facet; unknown names are left alone, and lists are bounded."""
    chosen = {
        name: [value[:MAX_VALUE_LENGTH] for value in query.getlist(name) if value][:MAX_CHOSEN] for name in FACETS
    }
    chosen["year"] = [year for year in chosen["year"] if year.isascii() and year.isdigit() and len(year) == 4]
    return {name: values for name, values in chosen.items() if values}


def case_list(model: type[Contribution], viewer: Viewer, query: QueryDict, *, language: str) -> Listing:
    chosen = parse_selected(query)
    visible = model.visible.to(viewer)
    found = filter_pages(visible, chosen)
    texts = found.one_per_translation(language)
    page = paginate(texts.for_cards(), by="first_published_at", after=query.get("after", ""), size=PAGE_SIZE)
    groups = [_facet(name, visible, chosen) for name in FACETS]
    return Listing(
        rows=rows_of(model, page.rows, viewer),
        total=texts.count(),
        facets=[group for group in groups if group.values],
        chosen=chosen_filters(groups, lambda name, value: querystring(_without(chosen, name, value))),
        older_url=querystring({**chosen, "after": page.after}) if page.after else "",
        first_url="" if page.is_first else querystring(chosen),
    )


def filter_pages(pages: Any, chosen: Mapping[str, Sequence[str]], *, but: str = "") -> Any:
    """`pages` that have all that is chosen; of one facet any value will do. `but`: this facet's choice is ignored."""
    for name, values in chosen.items():
        if name == but:
            continue
        if name in CONCEPT_FIELDS:
            pages = pages.about(CONCEPT_FIELDS[name], values)
        elif name == "tag":
            pages = pages.tagged(values)
        elif name == "lang":
            pages = pages.filter(locale__language_code__in=values)
        elif name == "year":
            pages = pages.filter(first_published_at__year__in=[int(value) for value in values])
    return pages


def _facet(name: str, visible: Any, chosen: Mapping[str, Sequence[str]]) -> FacetGroup:
    """A facet with the number of texts that each value would give. What is chosen in it does not narrow its own counts."""
    pages = filter_pages(visible, chosen, but=name)
    counts = _counts(name, pages)
    picked = set(chosen.get(name, ()))
    names = _names(name, [*counts, *_known(name, visible, picked - set(counts))])
    return facet_group(
        name, facets()[name].label, counts=counts, chosen=chosen.get(name, ()), names=names, unfolded=name in UNFOLDED
    )


def _known(name: str, visible: Any, values: set[str]) -> set[str]:
    """Of these, what the reader may be told the name of: a tag that stands on hidden texts alone is none he knows."""
    if name != "tag" or not values:
        return values
    return set(visible.filter(tagged_items__tag__slug__in=values).values_list("tagged_items__tag__slug", flat=True))


def _counts(name: str, pages: Any) -> dict[str, int]:
    field = "tagged_items__tag__slug" if name == "tag" else "locale__language_code"
    if name in CONCEPT_FIELDS:
        field = f"{CONCEPT_FIELDS[name]}__slug"
    if name == "year":
        pages, field = pages.annotate(year=ExtractYear("first_published_at")), "year"
    counted = (
        pages.exclude(**{field: None})
        .order_by()
        .values_list(field)
        .annotate(texts=Count("translation_key", distinct=True))
        .order_by(*(("-year",) if name == "year" else ("-texts", field)))
    )
    return {str(value): texts for value, texts in (counted[:MAX_TAGS] if name == "tag" else counted)}


def _names(name: str, values: Sequence[str]) -> dict[str, tuple[str, str]]:
    """(shown name, language of it where it is not the page's) of the values that exist."""
    if not values:
        return {}
    if name in CONCEPT_FIELDS:
        return {value: (names[0], "") for value, names in facets()[name].names(values).items()}
    if name == "tag":
        tags = Tag.objects.filter(slug__in=values).select_related("concept")
        return {tag.slug: (tag.display_name, "") for tag in tags}
    if name == "lang":
        return {value: (LANGUAGE_NAMES[value], value) for value in values if value in LANGUAGE_NAMES}
    return {value: (value, "") for value in values}


def _without(chosen: Mapping[str, Sequence[str]], name: str, value: str) -> Mapping[str, Sequence[str]]:
    return {**chosen, name: [one for one in chosen[name] if one != value]}
