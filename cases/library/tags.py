"""Free tags: one tag a meaning, however its name was typed."""

import unicodedata
from typing import Any

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from search.vocabulary.models import Concept

# Latin letters that stand for Cyrillic ones in a word typed on the wrong layout: «сy» with a Latin y is «су».
_LATIN = "aceopxykmtbhi"
_CYRILLIC = "асеорхукмтвні"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)


def tag_key(name: str) -> str:
    """What two spellings of one tag have in common: NFC, case, spaces, look-alike letters."""
    words = unicodedata.normalize("NFKC", name).casefold().split()
    return unicodedata.normalize("NFC", " ".join(_one_script(word) for word in words))


def _one_script(word: str) -> str:
    has_cyrillic = any("CYRILLIC" in unicodedata.name(letter, "") for letter in word)
    return word.translate(_TO_CYRILLIC) if has_cyrillic else word


class TagQuerySet(models.QuerySet["Tag"]):
    def named(self, name: str) -> "Tag":
        """The tag that this name means, whatever its case, spaces and look-alike letters; made where there is none."""
        found = self.filter(key=tag_key(name)).first()
        return found or self.get_or_create(key=tag_key(name), defaults={"name": name})[0]

    def suggested(self, begun: str, *, limit: int = 10) -> "TagQuerySet":
        """Tags whose name begins so."""
        return self.filter(key__startswith=tag_key(begun)).order_by("key")[:limit]


class Tag(TagBase):
    """A tag. It can be tied to a concept, which gives it names in seven languages."""

    key = models.CharField(max_length=100, unique=True, editable=False)
    concept = models.ForeignKey(Concept, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    @classmethod
    def named(cls, name: str) -> "Tag":
        return cls.objects.named(name)

    @property
    def shown_name(self) -> str:
        """In the interface's language where the tag is tied to a concept, else as it was typed."""
        return self.concept.name if self.concept else str(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        name = " ".join(unicodedata.normalize("NFC", str(self)).split())
        self.name, self.key = name, tag_key(name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = slugify(anyascii(tag)) or "tag"
        return slug if i is None else f"{slug}-{i}"
