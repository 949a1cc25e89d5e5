"""How a leak is written down, and what several of them need."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import FunctionType
from typing import Any

import pytest
from django.db import models

from network.access import byline
from network.access.viewer import MEMBERS, edition_key, room_key
from network.people.models import Member
from network.rooms.models import Room
from network.trainings.models import Edition
from tests.policy.world import World

Patch = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True)
class Leak:
    """A fault that somebody could make in good faith, in one place.

    caught_by: the test that has to catch it. is_written: it leaks while the world is made. where: the folder or file of that
    test.
    """

    name: str
    put_in: Callable[..., None]
    caught_by: str
    is_written: bool = False
    where: str = "tests/policy"


LEAKS: list[Leak] = []


def leak(caught_by: str) -> Callable[[Callable[[Patch, World], None]], Callable[[Patch, World], None]]:
    """For a fault that shows when something is read."""

    def register(put_in: Callable[[Patch, World], None]) -> Callable[[Patch, World], None]:
        LEAKS.append(Leak(put_in.__name__, put_in, caught_by))
        return put_in

    return register


def leak_in_writing(caught_by: str) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    """For a fault that is written down: the world is made anew with it."""

    def register(put_in: Callable[[Patch], None]) -> Callable[[Patch], None]:
        LEAKS.append(Leak(put_in.__name__, put_in, caught_by, is_written=True))
        return put_in

    return register


def leak_in_store(where: str, caught_by: str) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    """For a fault that no page shows, but a thief of the data sees: it is caught where its part of the site is tested."""

    def register(put_in: Callable[[Patch], None]) -> Callable[[Patch], None]:
        LEAKS.append(Leak(put_in.__name__, put_in, caught_by, where=where))
        return put_in

    return register


def instead(patch: Patch, function: Any, leaky: FunctionType) -> None:
    """Change a function for all who have imported it already. `leaky` may use the names of the function's own module."""
    patch.setattr(function, "__code__", leaky.__code__)


class Ungated:
    """A model whose gate is always open."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model, self.objects, self.visible = model, model.objects, self  # type: ignore[attr-defined]

    def to(self, viewer: object) -> Any:
        return self.objects.all().opened()


def with_all_keys(viewer: Any) -> Any:
    """The same viewer, as if every audience were open to him."""
    editions = (edition_key(edition.pk) for edition in Edition.objects.all())
    rooms = (room_key(room.pk) for room in Room.objects.all().opened())
    return replace(viewer, keys=frozenset({*viewer.keys, MEMBERS, *editions, *rooms}))


def naming(thing: Any, viewer: object) -> byline.Byline:
    """A byline that tells who wrote, whatever rule the thing stands under: where a seal stands, it tries everybody."""
    people = thing.authors() or [member.person() for member in Member.objects.all() if thing.is_by(member.pk)]
    return byline.Byline(people=tuple(people))
