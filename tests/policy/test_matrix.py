"""Who is told what: every address of the site, asked as every kind of viewer, against the rule that stands beside each fact."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from tests.policy.crawl.crawler import Answer, desk, in_language, site, told
from tests.policy.world import World
from tests.policy.world.canaries import ALUMNUS, ANONYMOUS, EDITOR, VIEWERS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]
EVERY_VIEWER = pytest.mark.parametrize("viewer", VIEWERS)


@EVERY_VIEWER
def test_no_page_tells_a_viewer_what_is_not_for_him(world: World, viewer: str) -> None:
    assert_none(viewer, told(world.once(site, viewer), world, viewer, "site"))


@pytest.mark.parametrize(("viewer", "language"), [(ANONYMOUS, "ru"), (ALUMNUS, "ru"), (ALUMNUS, "tg")])
def test_no_page_tells_it_in_another_language(world: World, viewer: str, language: str) -> None:
    assert_none(viewer, told(world.once(in_language, viewer, language), world, viewer, "site"))


@EVERY_VIEWER
def test_no_address_fails(world: World, viewer: str) -> None:
    assert_none(viewer, failures(world, viewer, site))


def test_no_address_of_the_editors_side_fails(world: World) -> None:
    assert_none(EDITOR, [problem for problem in failures(world, EDITOR, desk) if "/admin/failwhale/" not in problem])


@EVERY_VIEWER
def test_what_is_not_open_to_a_viewer_answers_as_what_does_not_exist(world: World, viewer: str) -> None:
    assert_none(viewer, differing(world, viewer))


@EVERY_VIEWER
def test_what_is_open_to_a_viewer_is_there(world: World, viewer: str) -> None:
    missing = [
        str(answer)
        for answer in world.once(site, viewer)
        if answer.filled.name and answer.method == "GET" and viewer in answer.filled.open_to
        if answer.status in (404, 410)
    ]
    assert_none(viewer, missing)


@EVERY_VIEWER
def test_a_viewer_finds_all_that_he_may_read(world: World, viewer: str) -> None:
    """Or else the tests above would pass on an empty site."""
    seen = {word for walk in (site, desk) for answer in world.once(walk, viewer) for word in answer.words}
    mine = [canary for canary in world.canaries.by_word.values() if viewer in canary.site]
    assert_none(viewer, [canary.fact for canary in mine if canary.word not in seen])


@EVERY_VIEWER
def test_the_editors_side_tells_nobody_what_is_not_for_him(world: World, viewer: str) -> None:
    assert_none(viewer, told(world.once(desk, viewer), world, viewer, "desk"))


def test_the_editors_side_shows_editors_every_text_that_was_sent(world: World) -> None:
    seen = {word for answer in world.once(desk, EDITOR) for word in answer.words}
    texts = [canary for canary in world.canaries.by_word.values() if canary.fact.startswith("first section of the")]
    closed = [canary for canary in texts if EDITOR in canary.desk and EDITOR not in canary.site]
    assert closed, "there are texts that only the desk shows"
    assert_none(EDITOR, [canary.fact for canary in closed if canary.word not in seen])


def assert_none(viewer: str, problems: list[str]) -> None:
    assert not problems, f"{viewer}:\n" + "\n".join(problems)


def failures(world: World, viewer: str, walk: Callable[..., Iterator[Answer]]) -> list[str]:
    return [str(answer) for answer in world.once(walk, viewer) if answer.broke]


def differing(world: World, viewer: str) -> list[str]:
    """What is closed to the viewer, and is not answered with the bytes of what does not exist."""
    found = []
    for answers in _by_view(world.once(site, viewer)):
        absent = answers[-1]
        closed = [answer for answer in answers if viewer not in answer.filled.open_to]
        found += [f"{answer}, and {absent.status} if absent" for answer in closed if answer.same_as != absent.same_as]
    return found


def _by_view(answers: list[Answer]) -> list[list[Answer]]:
    """Answers of one view to one method, that for what is absent last. Views without parts have nothing to tell by."""
    found: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.route.arguments:
            found[answer.route.pattern, answer.method].append(answer)
    return list(found.values())
