"""What the admin answers to those who work there: no address of it fails, and no menu of it leads nowhere."""

import pytest

from tests.policy.admin import ROLES, knock, walk_admin
from tests.policy.canaries import ALUMNUS
from tests.policy.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]


@pytest.mark.parametrize("role", ROLES)
def test_no_address_of_the_admin_fails(world: World, role: str) -> None:
    failed = [str(reply) for reply in world.once(walk_admin, role) if reply.status >= 500]
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_a_page_of_the_admin_offers_is_absent_or_closed(world: World, role: str) -> None:
    replies = world.once(walk_admin, role)
    known = {reply.address: reply for reply in replies if reply.method == "GET"}
    offered = {(link, reply.address) for reply in replies for link in reply.links if link in known}
    dead = [
        f"{link} ({known[link].status}) on {page}" for link, page in sorted(offered) if known[link].status in (403, 404)
    ]
    assert not dead, "\n".join(dead)


def test_for_a_member_none_of_it_is_there(world: World) -> None:
    replies = world.once(knock, ALUMNUS)
    # The front door leads to /en/admin/, in case there is a text of that name; test_desk follows it.
    answers = [str(reply) for reply in replies if reply.status != 404 and reply.address != "/admin/"]
    assert not answers, "\n".join(answers)
