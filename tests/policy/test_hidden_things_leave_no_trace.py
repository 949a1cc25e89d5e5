"""Counts, orders and suggestions tell of hidden things without naming one: so the site is compared with one that has none."""

from pathlib import Path

import pytest

from tests.policy.crawl.crawler import OUTSIDERS
from tests.policy.world import World
from tests.policy.world.redacted_world import traces

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_a_site_without_what_is_hidden_looks_the_same(world: World, viewer: str, tmp_path: Path) -> None:
    found = list(traces(world, viewer, tmp_path))
    assert not found, "\n".join(found)
