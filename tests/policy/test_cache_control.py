"""What browsers and proxies may keep: nothing that is not the same for everybody. And what reading changes: nothing."""

from collections.abc import Iterator

import pytest

from tests.policy.crawl.crawler import Answer, desk, site
from tests.policy.world import World
from tests.policy.world.canaries import ALUMNUS, ANONYMOUS, VIEWERS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]


@pytest.mark.parametrize("viewer", VIEWERS)
def test_nobody_keeps_what_is_not_the_same_for_everybody(world: World, viewer: str) -> None:
    same_for_strangers = {(answer.method, answer.address, answer.same_as) for answer in world.once(site, ANONYMOUS)}
    kept = [
        f"{answer} with «{answer.kept}»"
        for answer in answers(world, viewer)
        if "no-store" not in answer.kept and not answer.broke
        if answer.status != 200 or (answer.method, answer.address, answer.same_as) not in same_for_strangers
    ]
    assert kept == []


def test_what_everybody_is_shown_may_be_kept(world: World) -> None:
    assert {
        answer.route.pattern
        for answer in answers(world, ANONYMOUS)
        if "no-store" not in answer.kept and not answer.broke
    } >= {"", "cases/", "cases/<address>/", "files/<name>"}
    assert any("public" in answer.kept for answer in answers(world, ALUMNUS))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_reading_writes_nothing_and_waits_for_no_lock(world: World, viewer: str) -> None:
    reading = [answer for answer in world.once(site, viewer) if answer.method != "POST"]
    assert [f"{answer} writes: {answer.wrote}" for answer in reading if answer.wrote] == []
    assert any(answer.wrote for answer in world.once(site, viewer)) or viewer == ANONYMOUS


def answers(world: World, viewer: str) -> Iterator[Answer]:
    yield from world.once(site, viewer)
    yield from world.once(desk, viewer)
