"""What a translation says of itself to who reads it: of what it is one, whose, and where the original has changed since."""

from collections.abc import Set
from dataclasses import dataclass

from cases.library.models import Contribution
from cases.library.translating.fingerprints import ABOUT
from cases.library.translating.following import parts_behind
from network.access.byline import Byline, translation_byline
from network.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class TranslationNote:
    """As templates/cases/library/translation_note.html shows it. behind: anchors of sections; about_is_behind: its title or its
    summary is; lacks: the original tells something that is not translated yet. url: empty where the original cannot be read.
    """

    title: str
    language: str
    url: str
    byline: Byline
    behind: Set[str]
    about_is_behind: bool
    lacks: bool


def translation_note(page: Contribution, viewer: Viewer) -> TranslationNote | None:
    """None of a text that is no translation of a member's."""
    original = page.original
    if original is None:
        return None
    parts = parts_behind(page)
    behind = {field for field, was_translated in parts.items() if was_translated and getattr(page, field)}
    return TranslationNote(
        title=original.title,
        language=original.language,
        url=original.get_absolute_url() if _is_readable(original, viewer) else "",
        byline=translation_byline(page, viewer),
        behind={field.replace("_", "-") for field in behind.difference(ABOUT)},
        about_is_behind=not behind.isdisjoint(ABOUT),
        lacks=any(not was_translated and getattr(original, field) for field, was_translated in parts.items()),
    )


def _is_readable(original: Contribution, viewer: Viewer) -> bool:
    return bool(type(original).visible.to(viewer).filter(pk=original.pk).exists())
