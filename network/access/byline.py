"""The only road to an author's name.

Under the Chatham House rule nobody but the author is told who wrote: not in lists, pages, mails, exports or logs. What
shows an author asks `byline(thing, viewer)` and shows what comes back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.access.viewer import Viewer


class Attribution(models.TextChoices):
    """Chosen before the first word is written, and never changed: a mail cannot be called back."""

    NAMED = "named", _("With my name")
    CHATHAM_HOUSE = "chatham-house", _("Under the Chatham House rule: without names")


@dataclass(frozen=True, slots=True)
class Person:
    """What a byline tells of one author. `id` is that of the public profile page; 0 where there is none, or no longer."""

    id: int
    name: str
    institution: str = ""
    country: str = ""


class Authored(Protocol):
    """What has authors. `authors()` is called by `byline` alone; it names nobody who is not loaded already, and nobody
    who is sealed. `is_by` says of one member whether he is the author."""

    @property
    def attribution(self) -> str: ...

    def authors(self) -> Sequence[Person]: ...

    def is_by(self, member_id: int | None) -> bool: ...


@dataclass(frozen=True, slots=True)
class Byline:
    """people is empty under the Chatham House rule, whoever looks; `is_mine` is true for its author alone."""

    people: tuple[Person, ...]
    is_anonymous: bool = False
    is_mine: bool = False

    @property
    def text(self) -> str:
        if self.is_anonymous:
            return str(_("An author under the Chatham House rule"))
        return ", ".join(person.name for person in self.people)


class Translated(Authored, Protocol):
    """What somebody may have translated. `translators()` is called by `translation_byline` alone, and names nobody who is sealed."""

    def translators(self) -> Sequence[Person]: ...


def translation_byline(text: Translated, viewer: Viewer) -> Byline:
    """What `viewer` may be told of who translated `text`, as of its author."""
    mine = text.is_by(viewer.member_id)
    if text.attribution != Attribution.NAMED:
        return Byline(people=(), is_anonymous=True, is_mine=mine)
    return Byline(people=tuple(text.translators()), is_mine=mine)


def byline(thing: Authored, viewer: Viewer) -> Byline:
    """What `viewer` may be told of who wrote `thing`."""
    mine = thing.is_by(viewer.member_id)
    if thing.attribution != Attribution.NAMED:
        return Byline(people=(), is_anonymous=True, is_mine=mine)
    return Byline(people=tuple(thing.authors()), is_mine=mine)
