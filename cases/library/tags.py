"""Free tags: one tag a meaning, however its name was typed."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any, Self

from anyascii import anyascii
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import model_from_serializable_data
from taggit.models import ItemBase, TagBase

from search.analysis import key
from search.vocabulary.models import Concept

# Latin letters that stand for Cyrillic ones in a word typed on the wrong layout: «сy» with a Latin y is «су».
_TO_CYRILLIC = str.maketrans("aceopxykmtbhi", "асеорхукмтвні")


MAX_KEY_LENGTH = 200
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# A word with another Cyrillic letter is no Uzbek one, and stays in its own: "цех" is not spelt "sex".
_OF_ANOTHER_LANGUAGE = re.compile("[\u0400-\u04ff](?<![абвгдеёжзийклмнопрстуфхчшъьэюяўқғҳ])")


def tag_key(name: str) -> str:
    """What the spellings of one tag have in common, whatever their case, spaces, apostrophes, look-alike letters and script:
    "oʻzbek", "o'zbek" and "ўзбек" are one tag, "suv" and "сув" too.
    """
    words = unicodedata.normalize("NFKC", name).casefold().split()
    return " ".join(filter(None, map(_word_key, words)))[:MAX_KEY_LENGTH].strip() or " ".join(words)[:MAX_KEY_LENGTH]


def _word_key(word: str) -> str:
    if not _CYRILLIC.search(word):
        return key(word, "uz")
    word = unicodedata.normalize("NFC", word.translate(_TO_CYRILLIC))
    return key(word, "und" if _OF_ANOTHER_LANGUAGE.search(word) else "uz")


class TagQuerySet(models.QuerySet["Tag"]):
    def standing(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def named(self, name: str) -> "Tag":
        """The tag that this name means, however it is spelt; made where there is none."""
        key = tag_key(name)
        if known := TagName.objects.select_related("tag").filter(key=key).first():
            return known.tag
        try:
            return self.get_or_create(key=key, defaults={"name": name})[0]
        except IntegrityError:  # an editor has given this name to another tag meanwhile
            return TagName.objects.select_related("tag").get(key=key).tag

    def held(self, ids: Collection[int]) -> Mapping[int, "Tag"]:
        """These, as they are now, until the commit: nobody merges them, and who puts them on a text waits. Whoever holds a
        text, too, has locked its page before."""
        rows = self.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
        return {tag.pk: tag for tag in rows}

    def moved(self, slugs: Collection[str]) -> Mapping[str, str]:
        """Of tags that were merged into others: the old address to that of the tag that was kept."""
        gone = self.filter(slug__in=slugs, merged_into__isnull=False)
        return dict(gone.values_list("slug", "merged_into__slug"))


class Tag(TagBase):
    """A tag. It can be tied to a concept, which gives it names in seven languages, and have some of its own."""

    key = models.CharField(max_length=MAX_KEY_LENGTH, unique=True, editable=False)
    names = models.JSONField(_("names"), default=dict, blank=True)
    concept = models.ForeignKey(Concept, models.SET_NULL, null=True, blank=True, related_name="+")
    # It stays, for its address leads to the one that was kept, and so that a merge can be undone.
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, editable=False, related_name="merged")

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @classmethod
    def named(cls, name: str) -> "Tag":
        return cls.objects.named(name)

    @property
    def display_name(self) -> str:
        """Its own in the interface's language; else that of the concept it is tied to; else as it was typed."""
        own = self.names.get(get_language() or "en")
        return own or (self.concept.name if self.concept else str(self))

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        name = clean_name(str(self))
        self.name, self.key = name, tag_key(name)
        super().save(*args, **kwargs)
        if self.merged_into_id is None:
            TagName.objects.give(self, name)

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(anyascii(tag)) or "tag"
        return slug if i is None else f"{slug}-{i}"


class TagNameQuerySet(models.QuerySet["TagName"]):
    def give(self, tag: Tag, name: str) -> None:
        """From now on the name means this tag. Raises IntegrityError where it means another."""
        row, _is_new = self.get_or_create(key=tag_key(name), defaults={"tag": tag, "name": clean_name(name)})
        if row.tag_id != tag.pk:
            raise IntegrityError(f"“{name}” is a name of tag {row.tag_id}")


class TagName(models.Model):
    """A name that means a tag: what it is called, what it was called, and what tags were called that were merged into it."""

    key = models.CharField(max_length=MAX_KEY_LENGTH, unique=True)
    name = models.CharField(max_length=100)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="spellings")

    objects = TagNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag name")
        verbose_name_plural = _("tag names")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class TextTag(ItemBase):
    """A tag on a text."""

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(cls, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Self:
        """Of a version, whose tags are asked for at once (`items_of_version`) and whose text is known."""
        item: Self = model_from_serializable_data(cls, data, check_fks=False)
        return item


def items_of_version(items: Collection[dict[str, Any]]) -> tuple[list[dict[str, Any]], Mapping[int, Tag]]:
    """Those of its tags that are there still, and the tags."""
    tags: Mapping[int, Tag] = Tag.objects.in_bulk([item["tag"] for item in items])
    return [item for item in items if item["tag"] in tags], tags


def clean_name(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def standing_tags(tags: Collection[Tag]) -> list[Tag] | None:
    """What the tags of a text that is being saved have become meanwhile; None where they are as they were. They are held until
    the commit, so that no merge passes this text by."""
    held = Tag.objects.held({tag.pk for tag in tags})
    gone = {tag.pk: tag.merged_into_id for tag in held.values() if tag.merged_into_id}
    if not gone:
        return None
    kept = Tag.objects.in_bulk(gone.values())
    return list({tag.pk: tag for tag in (kept[gone[tag.pk]] if tag.pk in gone else tag for tag in tags)}.values())
