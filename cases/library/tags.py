"""Free tags: one tag a meaning, however its name was typed."""

import re
import unicodedata
from typing import Any

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

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
    def named(self, name: str) -> "Tag":
        """The tag that this name means, however it is spelt; made where there is none."""
        found = self.filter(key=tag_key(name)).first()
        return found or self.get_or_create(key=tag_key(name), defaults={"name": name})[0]


class Tag(TagBase):
    """A tag. It can be tied to a concept, which gives it names in seven languages."""

    key = models.CharField(max_length=MAX_KEY_LENGTH, unique=True, editable=False)
    concept = models.ForeignKey(Concept, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @classmethod
    def named(cls, name: str) -> "Tag":
        return cls.objects.named(name)

    @property
    def display_name(self) -> str:
        """In the interface's language where the tag is tied to a concept, else as it was typed."""
        return self.concept.name if self.concept else str(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        name = " ".join(unicodedata.normalize("NFC", str(self)).split())
        self.name, self.key = name, tag_key(name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(anyascii(tag)) or "tag"
        return slug if i is None else f"{slug}-{i}"
