"""A small world in which everything has its own word: who may read that word is said beside the thing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from cases.editorial.permissions import set_up_permissions
from network.people.models import Member
from portal.page_trees import create_page_trees
from search.index.rebuild import rebuild_outdated
from tests.policy.world.canaries import NOBODY, Canaries


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an address. value: what stands in the address; open_to: who is shown it there."""

    name: str
    value: Any
    open_to: frozenset[str] = NOBODY


@dataclass
class World:
    """members: by viewer. things: by kind, in the order they were made. mails: all that was sent meanwhile.
    kept: what tests have found out so far."""

    canaries: Canaries = field(default_factory=Canaries)
    members: dict[str, Member] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)
    mails: list[Any] = field(default_factory=list)
    kept: dict[Any, Any] = field(default_factory=dict)

    def note(self, kind: str, name: str, value: Any, open_to: Iterable[str]) -> None:
        self.things.setdefault(kind, []).append(Thing(name, value, frozenset(open_to)))

    def once(self, work: Callable[..., Iterable[Any]], *arguments: Any) -> list[Any]:
        """What `work(world, *arguments)` yields; done once, however many tests look at it."""
        key = (work, arguments)
        if key not in self.kept:
            self.kept[key] = list(work(self, *arguments))
        return list(self.kept[key])

    def file(self, word: str, *, inside: str) -> SimpleUploadedFile:
        """A text file of that name, with one word inside."""
        return SimpleUploadedFile(f"{word}.txt", f"It says {inside}.\n".encode(), content_type="text/plain")


def build_world() -> World:
    """Everything made by the house's own actions, with the mails they send and the index they leave behind."""
    from tests.policy.world.collections import gather_texts
    from tests.policy.world.front import count_reads, furnish_home
    from tests.policy.world.people import settle_people
    from tests.policy.world.rooms import open_rooms
    from tests.policy.world.texts import take_away_behind_the_index, write_texts
    from tests.policy.world.trainings import hold_trainings

    world = World()
    create_page_trees()
    set_up_permissions()
    rebuild_outdated()  # an empty index: from here on it follows each commit
    mail.outbox = []
    with TestCase.captureOnCommitCallbacks(execute=True):
        parts = (hold_trainings, settle_people, write_texts, gather_texts, furnish_home, count_reads, open_rooms)
        for build in parts:
            build(world)
    take_away_behind_the_index(world)
    world.mails = list(mail.outbox)
    cache.clear()
    return world
