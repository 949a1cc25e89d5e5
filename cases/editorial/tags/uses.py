"""How often tags are used: by texts that readers have, and by those that editors have before them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from wagtail.models import Page

from cases.editorial.tags.texts import THROUGH
from cases.library.models import Tag
from cases.library.private_texts import private_texts
from cases.library.tags import TagQuerySet, tag_key
from cases.library.text_status import open_reviews

PAGE_SIZE = 50
ORDERS = ("use", "name")
MAX_IN_REVIEW = 500


@dataclass(frozen=True, slots=True)
class TagRow:
    """live: texts that readers have. in_review: texts that wait for an editor."""

    tag: Tag
    live: int
    in_review: int


@dataclass(frozen=True, slots=True)
class TagPage:
    """after: where the next page begins, 0 on the last one."""

    rows: list[TagRow]
    after: int
    total: int


def known_tags() -> TagQuerySet:
    """Those that editors may know of. One that stands only on texts that are their authors' alone would tell of these: of a
    text that was withdrawn, say, while no editor has it before him.
    """
    private = private_texts().values("pk")
    told, seen = Q(), Q(pk__in={pk for tags in _tags_in_review() for pk in tags})
    for through in THROUGH.values():
        told |= Q(pk__in=through.objects.filter(content_object__in=private).values("tag"))
        seen |= Q(pk__in=through.objects.exclude(content_object__in=private).values("tag"))
    return Tag.objects.standing().filter(seen | ~told)


def counted(tags: Any) -> Any:
    """With `uses`: how many texts that readers have are tagged so."""
    parts = []
    for through in THROUGH.values():
        rows = through.objects.filter(tag=OuterRef("pk"), content_object__live=True).order_by().values("tag")
        texts = rows.annotate(texts=Count("content_object", distinct=True)).values("texts")
        parts.append(Coalesce(Subquery(texts, output_field=IntegerField()), Value(0)))
    return tags.annotate(uses=parts[0] + parts[1])


def tag_page(*, search: str, order: str, after: int | None) -> TagPage:
    """Found by any of their names, in any script."""
    tags = known_tags()
    if search.strip():
        tags = tags.filter(pk__in=Tag.objects.filter(spellings__key__contains=tag_key(search)).values("pk"))
    total = tags.count()
    rows = _from(counted(tags), order, after)
    found = list(rows.select_related("concept")[: PAGE_SIZE + 1])
    in_review = uses_in_review(found[:PAGE_SIZE])
    shown = [TagRow(tag, tag.uses, in_review[tag.pk]) for tag in found[:PAGE_SIZE]]
    return TagPage(shown, found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else 0, total)


def uses_in_review(tags: Iterable[Tag]) -> Counter[int]:
    """Of the versions that editors have before them: what an author writes by himself is not counted."""
    wanted = {tag.pk for tag in tags}
    return Counter(pk for found in _tags_in_review() for pk in found & wanted)


def _tags_in_review() -> list[set[int]]:
    """Of each text, the numbers of its tags."""
    texts = [int(pk) for pk in open_reviews().order_by("pk").values_list("object_id", flat=True)[:MAX_IN_REVIEW]]
    versions = Page.objects.filter(pk__in=texts).values_list("latest_revision__content__tagged_items", flat=True)
    return [{item["tag"] for item in items or ()} for items in versions]


def _from(tags: Any, order: str, after: int | None) -> Any:
    """In their order, those that come after the tag of this number."""
    tags = tags.annotate(lower=Lower("name"))
    start = counted(Tag.objects.filter(pk=after or 0)).annotate(lower=Lower("name")).first()
    if order == "name":
        if start:
            tags = tags.filter(Q(lower__gt=start.lower) | Q(lower=start.lower, pk__gt=start.pk))
        return tags.order_by("lower", "pk")
    if start:
        tags = tags.filter(Q(uses__lt=start.uses) | Q(uses=start.uses, pk__gt=start.pk))
    return tags.order_by("-uses", "pk")
