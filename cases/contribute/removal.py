"""Taking a text away for good: with its versions, its files, and what was told of it."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page, PageLogEntry, Revision

from cases.library.authorship import Authorship
from cases.library.models import Picture, StoredFile
from network.notices.models import Notice
from search.extraction.file_sections import forget_text
from search.index.outbox import mark_changed


def remove_texts(pages: Collection[Page]) -> None:
    """These pages with their versions and files, and what others translated of them: it is nothing without its original, and its
    author's words. Files that a translation which stays may show, too, stay."""
    texts = _with_translations([page.specific for page in pages])
    keys = [text.translation_key for text in texts]
    others = Page.objects.filter(translation_key__in=keys).exclude(pk__in=[text.pk for text in texts])
    shown_elsewhere = set(others.values_list("translation_key", flat=True))
    files = [row for text in texts if text.translation_key not in shown_elsewhere for row in _files_of(text)]
    for text in texts:
        number = text.pk
        mark_changed(text.KIND, number)
        text.delete()
        # Wagtail notes the title of what goes: beside an account that goes it would say whose draft it was.
        PageLogEntry.objects.filter(page=number).delete()
        # Nor does a notice lead to where there is nothing.
        Notice.objects.filter(path__in=[f"/contribute/{number}/{way}/" for way in ("review", "text")]).delete()
    for row in files:  # last, for translations that go together show the same
        row.delete()


def _with_translations(texts: Collection[Any]) -> list[Any]:
    """Translations first: the database lets no original go from under them."""
    found: dict[int, Any] = {}
    for text in texts:
        for translation in type(text)._base_manager.filter(original=text.pk).select_related("original"):
            found[translation.pk] = translation
    return [*found.values(), *(text for text in texts if text.pk not in found)]


def _files_of(text: Page) -> Iterator[Model]:
    """Rows whose files go with them; and the papers, which have no row of their own, with the commit."""
    storage = type(text)._meta.get_field("clearance_paper").storage
    versions = Revision.page_revisions.for_instance(text).values_list("content__clearance_paper", flat=True)
    papers = {str(paper) for paper in (*versions, text.clearance_paper.name) if paper}
    stored = list(StoredFile.objects.filter(page=text.pk))
    for name in papers | {str(row.file.name) for row in stored}:
        transaction.on_commit(partial(storage.delete, name), robust=True)
        forget_text(name)
    yield from stored
    yield from Picture.objects.filter(page=text.pk)


def is_alone(row: Authorship) -> bool:
    """Whether no colleague wrote it with him."""
    return not Authorship.objects.filter(page=row.page_id).exclude(pk=row.pk).exists()
