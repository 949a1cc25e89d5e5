"""A collection as one reader finds it: his texts, and no word of others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from cases.collections.models import CollectionPage, CollectionQuerySet, CollectionText
from cases.library.models import KINDS
from cases.library.pictures import cover_url
from cases.reading.rows import rows_of
from network.access.viewer import Viewer
from network.markup import plain
from search.registry import Row
from search.site import LANGUAGE_NAMES

MAX_INTRODUCTION = 240  # characters, in a list


@dataclass(frozen=True, slots=True)
class Chosen:
    """A text with the editor's line why it stands there, which is in the language of the collection."""

    row: Row
    why: str


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """As components/collection_row.html shows it. texts: so many that this reader may read."""

    url: str
    title: str
    language: str
    introduction: str
    texts: int
    cover_url: str


def chosen_texts(places: Iterable[CollectionText], viewer: Viewer) -> list[Chosen]:
    """In the editor's order, those that the viewer may read. places: of a draft, too."""
    places = list(places)
    ids = [place.text_id for place in places]
    rows = {
        row.id: row
        for model in KINDS.values()
        for row in rows_of(model, model.visible.to(viewer).filter(pk__in=ids).for_cards(), viewer)
    }
    return [Chosen(rows[place.text_id], place.why) for place in places if place.text_id in rows]


def collections_for(viewer: Viewer, language: str) -> CollectionQuerySet:
    """Of translations the one in `language`, or else the oldest; none without a text for this viewer."""
    return CollectionPage.visible.to(viewer).with_texts_for(viewer).one_per_translation(language)


def collection_rows(collections: Iterable[Any]) -> list[CollectionRow]:
    """Of what comes from `collections_for(viewer, language).for_rows()`."""
    return [
        CollectionRow(
            url=page.get_absolute_url(),
            title=page.title,
            language=page.language,
            introduction=Truncator(" ".join(plain(page.introduction).split())).chars(MAX_INTRODUCTION),
            texts=page.texts,
            cover_url=cover_url(page.picture),
        )
        for page in collections
    ]


def language_links(page: CollectionPage, viewer: Viewer) -> Sequence[dict[str, object]]:
    """The languages in which the collection is published, as components/translations.html shows them."""
    versions = CollectionPage.visible.to(viewer).filter(translation_key=page.translation_key).select_related("locale")
    return [
        {
            "code": version.language,
            "name_local": LANGUAGE_NAMES.get(version.language, version.language),
            "url": version.get_absolute_url(),
            "current": version.pk == page.pk,
        }
        for version in versions.order_by("pk")
    ]
