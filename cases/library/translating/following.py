"""A text that a member translated hangs on its original: it says the same, is read by the same people, and goes when it goes."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cases.library.stored_files import Attachment
from cases.library.translating.fingerprints import fingerprint, translated_fields
from network.access.gate import unguarded

# What a translation does not say itself.
_TERMS = ("audience", "attribution", "clearance", "licence", "embargo_until", "embargo_zone", "workshop", "cover")
_CONCEPTS = ("countries", "places", "threats", "themes", "stages", "rights")


def take_from_original(text: Any) -> None:
    """What the text is about, who may read it and since when, its picture and files: they have their clearance there."""
    if text.original_id is None:
        return
    with unguarded():
        original = type(text)._base_manager.get(pk=text.original_id)
        for name in _TERMS:
            setattr(text, name, getattr(original, name))
        for name in _CONCEPTS:
            setattr(text, name, list(getattr(original, name).all()))
        _take_tags_and_files(text, original)


def _take_tags_and_files(text: Any, original: Any) -> None:
    text.tag_names = None
    text.tags.set([item.tag for item in original.tagged_items.select_related("tag")])
    wanted = [(one.stored_id, one.title) for one in original.attachments.all()]
    if wanted != [(one.stored_id, one.title) for one in text.attachments.all()]:
        text.attachments = [
            Attachment(stored_id=stored, title=title, sort_order=order) for order, (stored, title) in enumerate(wanted)
        ]


def give_to_translations(text: Any) -> None:
    """Locked after their original, which whoever publishes it holds: who publishes a translation locks that alone."""
    rows = type(text)._base_manager.filter(original=text.pk)
    pages = sorted(rows.values_list("pk", flat=True))
    if not pages:
        return
    with unguarded():
        list(Page.objects.select_for_update().filter(pk__in=pages).order_by("pk"))
        for translation in rows.all():
            translation.save(clean=False)


def refuse_without_original(text: Any) -> None:
    """Raises ValidationError for a translation whose original readers do not have."""
    if text.original is not None and not text.original.live:
        raise ValidationError(_("The original is off the site, so its translation cannot go to readers either."))


def parts_behind(translation: Any) -> Mapping[str, bool]:
    """The parts of a translation that its original tells otherwise now; true: it was translated once."""
    if translation.original is None:
        return {}
    return {
        field: field in translation.made_from
        for field in translated_fields(translation)
        if translation.made_from.get(field, "") != fingerprint(getattr(translation.original, field))
    }
