"""Cases and practices as rows of lists: names in the reader's language, texts in their own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from cases.library.addresses import address_url
from cases.library.models import Contribution
from cases.library.pictures import cover_url
from network.access.byline import byline
from network.access.viewer import Viewer
from search.registry import Row
from search.site import LANGUAGE_NAMES

Versions = Mapping[UUID, Sequence[tuple[str, str]]]


def rows_of(model: type[Contribution], pages: Iterable[Any], viewer: Viewer) -> list[Row]:
    """Rows of pages that come from `model.visible.to(viewer).for_cards()`; one more query, however many."""
    pages = list(pages)
    versions = versions_of(model, [page.translation_key for page in pages], viewer)
    return [_row(page, versions, viewer) for page in pages]


def versions_of(model: type[Contribution], keys: Sequence[UUID], viewer: Viewer) -> Versions:
    """(language, address) of all versions that the viewer may read, by the key that translations share."""
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    visible = model.visible.to(viewer).filter(translation_key__in=keys)
    for key, language, address in visible.values_list("translation_key", "locale__language_code", "address").order_by(
        "pk"
    ):
        found[key].append((language, address))
    return found


def language_links(page: Contribution, versions: Versions) -> tuple[dict[str, object], ...]:
    """The languages in which the text can be read, as components/tiles.html and translations.html show them."""
    here = versions.get(page.translation_key) or [(page.language, page.address)]
    return tuple(
        {
            "code": language,
            "name_local": LANGUAGE_NAMES.get(language, language),
            "url": address_url(page.KIND, address),
            "current": language == page.language,
        }
        for language, address in here
    )


def _row(page: Contribution, versions: Versions, viewer: Viewer) -> Row:
    signed = byline(page, viewer)
    return Row(
        kind=page.KIND,
        id=page.pk,
        url=page.get_absolute_url(),
        title=page.title,
        language=page.language,
        kind_label=str(page.KIND_LABEL),
        summary=page.summary,
        countries=tuple(country.name for country in page.countries.all()),
        themes=tuple(theme.name for theme in page.themes.all()),
        byline_text=signed.text,
        languages=language_links(page, versions),
        cover_url=cover_url(page.cover),
        published=page.published_at,
        authors=tuple(person.name for person in signed.people),
        is_announced=not signed.is_mine,
        licence=page.given_licence.words,
    )
