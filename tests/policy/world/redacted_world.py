"""The same world without what a viewer may not know of: what he is shown must not differ in a single byte."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from cases.library.models import CasePage, PracticePage
from cases.library.tags import Tag
from network.access.viewer import viewer_of
from network.notices.models import Notice
from network.people.models import Profile
from network.rooms.models import ReadMark, Room
from network.trainings.models import Material
from portal.models import TextPage
from search.index.rebuild import rebuild_outdated
from tests.policy.crawl.crawler import Browser
from tests.policy.crawl.fillers import fillings
from tests.policy.crawl.probes import without_what_differs_each_time
from tests.policy.crawl.routes import routes
from tests.policy.world import World
from tests.policy.world.canaries import WHISPERER

# Common words: their order depends on how many texts have them, and hidden texts must not be counted.
ASKED = ("canal", "gate spring", "districts days", "public canal", "вода", "")


def traces(world: World, viewer: str, folder: Path) -> Iterator[str]:
    """Addresses at which the viewer is shown something else once all that is closed to him is gone."""
    with index_in(folder / "with"):
        before = _shown(world, viewer)
    with transaction.atomic():
        _remove_hidden(world, viewer)
        with index_in(folder / "without"):
            after = _shown(world, viewer)
        transaction.set_rollback(True)
    yield from (address for address, shown in before.items() if shown != after[address])


def index_in(folder: Path) -> override_settings:
    """A context in which the search reads an index of its own, built from what the database holds now."""
    folder.mkdir()
    return _BuiltAnew(SEARCH_INDEX_FILE=folder / "search.sqlite3")


class _BuiltAnew(override_settings):
    def enable(self) -> None:
        super().enable()
        rebuild_outdated()


def _shown(world: World, viewer: str) -> dict[str, str]:
    browser = Browser(world, viewer)
    return {
        address: without_what_differs_each_time(f"{status}\n{headers}\n{body}")
        for address in _addresses(world, viewer)
        for status, headers, body, _broke in [browser.send("GET", address)]
    }


def _addresses(world: World, viewer: str) -> Iterator[str]:
    """All that is open to him, and the search asked for common words."""
    for route in routes("en"):
        if not route.is_desk and not route.pattern.startswith(("account/", "files/")):
            for filled in fillings(route, world):
                if viewer in filled.open_to:
                    yield route.address(filled.values)
    for words in ASKED:
        for name in ("search", "search_api"):
            yield f"{reverse(name)}?{urlencode({'q': words})}"


def _remove_hidden(world: World, viewer: str) -> None:
    """Not people: their names stand under texts that he reads."""
    seer = viewer_of(world.members.get(viewer))
    for model in (CasePage, PracticePage):
        for page in model.objects.exclude(pk__in=model.visible.to(seer).values("pk")):
            if page.is_by(seer.member_id):
                continue
            page.delete()
    for gated in (Room, Material):
        gated.objects.exclude(pk__in=gated.visible.to(seer).values("pk")).delete()
    for personal in (Notice, ReadMark):
        personal.objects.exclude(member=seer.member_id).exclude(member=None).delete()
    Profile.objects.filter(member=world.members[WHISPERER]).delete()
    Tag.objects.filter(case_tags=None, practice_tags=None).delete()
    TextPage.objects.filter(live=False).delete()
