"""A member's reading list as he finds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from cases.library.models import KINDS, Contribution
from cases.reading.rows import rows_of
from cases.reading_list.models import ReadingList
from cases.reading_list.texts import readable_kinds
from network.access.viewer import Viewer
from search.registry import Row

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class SavedRow:
    """change_url: where it is taken off the list."""

    row: Row
    change_url: str


@dataclass(frozen=True, slots=True)
class Saving:
    """As components/save_text.html shows it."""

    url: str
    is_saved: bool


@dataclass(frozen=True, slots=True)
class SavedPage:
    """after: the cursor of what was saved earlier, empty on the last page."""

    rows: Sequence[SavedRow]
    after: str
    is_first: bool


def saved_page(viewer: Viewer, language: str, *, after: str) -> SavedPage:
    """Those last saved first, of translations the one in `language` or else the oldest.

    after: the last text of the page before; what stands no longer on the list begins at the start.
    """
    saved = [one.key for one in ReadingList.objects.entries_of(viewer.member_id)]
    kinds = readable_kinds(saved, viewer)
    keys = [key for key in saved if key in kinds]
    begin = next((place + 1 for place, key in enumerate(keys) if key.hex == after), 0)
    begin = begin if begin < len(keys) else 0  # all that stood there was taken off
    shown = keys[begin : begin + PAGE_SIZE]
    more = len(keys) > begin + PAGE_SIZE
    rows = _rows(shown, {kinds[key] for key in shown}, viewer, language)
    return SavedPage([rows[key] for key in shown if key in rows], shown[-1].hex if more else "", begin == 0)


def with_reading_list(pages: Any, viewer: Viewer) -> Any:
    """Each with what `saving_of` asks for, in the same query."""
    return pages.annotate(reading_list=ReadingList.objects.sealed_of(viewer.member_id))


def saving_of(page: Any, viewer: Viewer) -> Saving | None:
    """page: of `with_reading_list`. None for who is not signed in: members alone have a list."""
    if not viewer.is_authenticated:
        return None
    saved = ReadingList.objects.unsealed(viewer.member_id, page.reading_list)
    return Saving(_save_url(page), any(one.key == page.translation_key for one in saved))


def _save_url(page: Contribution) -> str:
    return reverse(f"{page.KIND}_save", args=[page.address])


def _rows(keys: Sequence[UUID], kinds: set[str], viewer: Viewer, language: str) -> dict[UUID, SavedRow]:
    found = {}
    for kind in kinds:
        visible = KINDS[kind].visible.to(viewer)
        # Read once: a page that is hidden between two queries would leave rows of others in its place.
        pages = list(visible.filter(translation_key__in=keys).one_per_translation(language).for_cards())
        for page, row in zip(pages, rows_of(KINDS[kind], pages, viewer), strict=True):
            found[page.translation_key] = SavedRow(row, _save_url(page))
    return found
