"""The texts that have a tag, in any of their versions: found, held, and given another in its place."""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision

from cases.editorial.tags.errors import BeingWritten
from cases.library.models import KINDS, CasePage, CaseTag, PracticePage, PracticeTag, Tag
from search.index.outbox import mark_changed

THROUGH: dict[str, Any] = {CasePage.KIND: CaseTag, PracticePage.KIND: PracticeTag}
BATCH = 100
Item = dict[str, Any]


def hold_texts(*tags: int) -> dict[int, Tag]:
    """The tags as they are now, locked, and with them all texts that have the first: those first, as whoever writes a text does.

    Raises BeingWritten where one more came to have it meanwhile: taken now, two could wait for each other for ever.
    """
    texts = _texts_with(tags[0])
    hold_pages(texts)
    held = Tag.objects.held(tags)
    if _texts_with(tags[0]) - texts:
        raise BeingWritten
    return dict(held)


def hold_pages(ids: Collection[int]) -> None:
    list(Page.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def live_texts(tag: int) -> int:
    """How many texts that readers have are tagged so."""
    rows = (through.objects.filter(tag=tag, content_object__live=True) for through in THROUGH.values())
    return sum(found.values("content_object").distinct().count() for found in rows)


def mark_texts(tags: Collection[int]) -> None:
    """All that have these: the index knows the names of tags."""
    for kind, through in THROUGH.items():
        for pk in through.objects.filter(tag__in=tags).values_list("content_object", flat=True).distinct():
            mark_changed(kind, pk)


def retag_texts(gone: int, kept: int) -> dict[str, list[dict[str, Any]]]:
    """On the texts themselves. Returns by kind of text what stood there: the row, its text, the version readers see, and whether
    the text had both."""
    return {kind: list(_retag(kind, through, gone, kept)) for kind, through in THROUGH.items()}


def restore_texts(moved: dict[str, list[dict[str, Any]]], gone: int, kept: int) -> None:
    """Not on a text that was published anew since: what stands there now is what its author or an editor has seen."""
    for kind, rows in moved.items():
        through = THROUGH[kind]
        versions = dict(
            KINDS[kind].objects.filter(pk__in=[row["text"] for row in rows]).values_list("pk", "live_revision")
        )
        for row in rows:
            text = row["text"]
            if text not in versions or versions[text] != row["version"]:
                continue
            tagged = through.objects.filter(content_object=text)
            if not row["both"]:
                tagged.filter(pk=row["row"], tag=kept).update(tag=gone)
            elif tagged.filter(tag=kept).exists():
                through.objects.create(pk=row["row"], tag_id=gone, content_object_id=text)
            mark_changed(kind, text)


def retag_versions(gone: int, kept: int) -> list[dict[str, Any]]:
    """In all versions. Returns what stood in each: the item, and whether the version had both."""
    moved = []
    for revision in _each([pk for pk, _text in _versions_with(gone)]):
        items: list[Item] = revision.content["tagged_items"]
        both = any(item["tag"] == kept for item in items)
        (old, *_more) = (item for item in items if item["tag"] == gone)
        moved.append({"version": revision.pk, "item": old, "both": both})
        revision.content["tagged_items"] = [
            {**item, "tag": kept} if item == old else item
            for item in items
            if item["tag"] != gone or (item == old and not both)
        ]
        _write(revision)
    return moved


def restore_versions(moved: list[dict[str, Any]], gone: int, kept: int) -> None:
    """Not in a version in which the tag has been taken away or set anew since."""
    by_version = {one["version"]: one for one in moved}
    for revision in _each(list(by_version)):
        one = by_version[revision.pk]
        items: list[Item] = revision.content.get("tagged_items") or []
        if one["both"]:
            changed = [*items, one["item"]] if any(item["tag"] == kept for item in items) else items
        else:
            own = {**one["item"], "tag": kept}
            changed = [one["item"] if item == own else item for item in items]
        if changed != items:
            revision.content["tagged_items"] = changed
            _write(revision)


def texts_of(moved_texts: dict[str, list[dict[str, Any]]], moved_versions: list[dict[str, Any]]) -> set[int]:
    """All that a merge touched."""
    versions = Revision.objects.filter(pk__in=[one["version"] for one in moved_versions])
    texts = {row["text"] for rows in moved_texts.values() for row in rows}
    return texts | {int(pk) for pk in versions.values_list("object_id", flat=True)}


def _retag(kind: str, through: Any, gone: int, kept: int) -> Iterator[dict[str, Any]]:
    having = set(through.objects.filter(tag=kept).values_list("content_object", flat=True))
    rows = through.objects.filter(tag=gone).values_list("pk", "content_object", "content_object__live_revision")
    for pk, text, version in rows.order_by("pk"):
        yield {"row": pk, "text": text, "version": version, "both": text in having}
        row = through.objects.filter(pk=pk)
        if text in having:
            row.delete()
        else:
            row.update(tag=kept)
            having.add(text)
        mark_changed(kind, text)


def _texts_with(tag: int) -> set[int]:
    on_rows = (through.objects.filter(tag=tag).values_list("content_object", flat=True) for through in THROUGH.values())
    return {*(pk for rows in on_rows for pk in rows), *(text for _pk, text in _versions_with(tag))}


def _versions_with(tag: int) -> list[tuple[int, int]]:
    """(version, its text). The database finds the number in what is written, the rest is seen here: it may begin another."""
    written = Q()
    for space in ("", " "):  # as SQLite and PostgreSQL write it
        written |= Q(content__tagged_items__icontains=f'"tag":{space}{tag}')
    found = _versions().filter(written).order_by("pk").values_list("pk", "object_id", "content__tagged_items")
    return [(pk, int(text)) for pk, text, items in found if any(item["tag"] == tag for item in items)]


def _versions() -> QuerySet[Revision]:
    return Revision.objects.filter(base_content_type=ContentType.objects.get_for_model(Page))


def _each(ids: list[int]) -> Iterator[Revision]:
    """A few at a time: whole texts stand in them."""
    for start in range(0, len(ids), BATCH):
        yield from Revision.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk")


def _write(revision: Revision) -> None:
    """Its words alone: `save` would touch the page, too."""
    Revision.objects.filter(pk=revision.pk).update(content=revision.content)
