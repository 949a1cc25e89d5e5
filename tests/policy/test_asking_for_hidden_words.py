"""Searching for a hidden word, narrowing a list by it, or forging a page: all of it tells as little as a made-up word."""

import pytest

from tests.policy.crawl.crawler import OUTSIDERS
from tests.policy.crawl.probes import forge_cursors, not_found, probe_lists, probe_search
from tests.policy.world import World
from tests.policy.world.canaries import VIEWERS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_a_hidden_word_is_searched_for_as_one_that_does_not_exist(world: World, viewer: str) -> None:
    assert_none(viewer, world.once(probe_search, viewer))


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_no_list_can_be_narrowed_by_what_is_hidden(world: World, viewer: str) -> None:
    assert_none(viewer, world.once(probe_lists, viewer))


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_no_forged_page_of_a_list_tells_more(world: World, viewer: str) -> None:
    assert_none(viewer, world.once(forge_cursors, viewer))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_word_is_found_by_whoever_may_read_it(world: World, viewer: str) -> None:
    """Or else the search above would find nothing for anybody."""
    assert_none(viewer, world.once(not_found, viewer))


def assert_none(viewer: str, problems: list[str]) -> None:
    assert not problems, f"{viewer}:\n" + "\n".join(problems)
