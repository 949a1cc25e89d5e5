"""What a translator is told of each of his translations among his texts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cases.library.models import KINDS
from cases.library.translating.fingerprints import fingerprints
from network.access.viewer import Viewer


def words_to_translator(pages: Iterable[Page], viewer: Viewer) -> Mapping[int, str]:
    """Sentences by the number of the page, of those that are translations; with their newest versions. One query a kind."""
    contents = {page.pk: page.latest_revision.content for page in pages}
    translated = {pk: content for pk, content in contents.items() if content.get("original")}
    if not translated:
        return {}
    wanted = {content["original"] for content in translated.values()}
    originals = {one.pk: one for model in KINDS.values() for one in model.visible.to(viewer).filter(pk__in=wanted)}
    return {pk: _words(content, originals.get(content["original"])) for pk, content in translated.items()}


def _words(content: Mapping[str, Any], original: Any) -> str:
    if original is None:
        return _("A translation. The original is off the site, so readers do not see this.")
    told = _("A translation of “%(title)s”.") % {"title": original.title}
    made_from, stands = content.get("made_from") or {}, fingerprints(original)
    behind = sum(stands.get(field, "") != mark for field, mark in made_from.items())
    if not behind:
        return told
    words = ngettext(
        "%(parts)s part of the original has changed since you translated it.",
        "%(parts)s parts of the original have changed since you translated them.",
        behind,
    )
    return f"{told} {words % {'parts': behind}}"
