"""The original beside its translation: what stands there, in which words of the vocabulary, and what has changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape

from cases.contribute.translating.terms import Term, terms_between
from cases.library.models import Contribution
from cases.library.translating.fingerprints import ABOUT, translated_fields
from cases.library.translating.following import parts_behind
from network.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OriginalPart:
    """As components/original.html shows it. is_behind: it was translated, and the original has changed since."""

    language: str
    html: str
    terms: Sequence[Term]
    is_behind: bool


def original_parts(translation: Contribution, viewer: Viewer) -> Mapping[str, OriginalPart]:
    """By the name of the part; none of a text that is no translation, and of an original that the viewer may not read now."""
    readable = type(translation).visible.to(viewer).select_related("locale")
    original = readable.filter(pk=translation.original_id).first()
    if original is None:
        return {}
    terms, behind = terms_between(original.language, translation.language), parts_behind(translation)
    parts = {}
    for field in translated_fields(original):
        text = getattr(original, field)
        html, found = terms.mark(f"<p>{escape(text)}</p>" if field in ABOUT and text else text)
        parts[field] = OriginalPart(original.language, html, found, behind.get(field, False))
    return parts
