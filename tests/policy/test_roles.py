"""Who may do what stands in one table: every address of the members' side is asked as each role, and answers as it says."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from network.people.models import MODERATORS_GROUP, Member
from network.roles import MEMBER, SIGNED_IN, Standing, holders_of_site, told
from network.trainings.models import Participation, Role
from tests.factories import MemberFactory
from tests.policy.crawl.crawler import Browser
from tests.policy.crawl.fillers import fillings
from tests.policy.crawl.routes import Route, routes
from tests.policy.world import World
from tests.policy.world.canaries import ALUMNUS, EDITOR, ORGANISER

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]
TRAINER, MODERATOR = "trainer", "moderator"
# Where something has to be sent along, or a second step has to be set up before.
HANGS_ON_MORE = {
    "search/saved/change/",
    "search/export/",
    "account/2fa/totp/deactivate/",
    "account/2fa/recovery-codes/",
    "account/2fa/recovery-codes/download/",
}
WALKERS = {
    "visitor": "",
    "member": ALUMNUS,
    MODERATOR: MODERATOR,
    "editor": EDITOR,
    "organiser": ORGANISER,
    "superuser": "superuser",
    TRAINER: TRAINER,
}


def people(world: World) -> dict[str, Member]:
    """Who walks beside those that the world has."""
    trainer = MemberFactory(name="Tahmina Trainer")
    week = Participation.objects.get(member=world.members[ALUMNUS]).workshop
    Participation.objects.create(member=trainer, workshop=week, role=Role.TRAINER)
    moderator = MemberFactory(name="Mira Moderator")
    moderator.groups.add(Group.objects.get(name=MODERATORS_GROUP))
    superuser = MemberFactory(name="Saltanat Superuser", is_superuser=True)
    return {"superuser": superuser, TRAINER: trainer, MODERATOR: moderator}


def walk(world: World) -> Iterator[tuple[str, Route, bool]]:
    """(role, address, whether it is open): each address of the members' side with each thing that may stand in it."""
    others = people(world)
    world.members |= others
    try:
        for role, viewer in WALKERS.items():
            browser = Browser(world, viewer)
            for route in (one for one in routes("en") if not one.is_desk):
                for filled in fillings(route, world):
                    yield role, route, is_open(browser, route, filled)
    finally:
        for name in others:
            del world.members[name]


def is_open(browser: Browser, route: Route, filled: object) -> bool:
    """What turns somebody away leads to the door, or is not there. A view that only posts is asked so."""
    for method in ("GET", "POST"):
        status, headers, _body, broke = browser.send(method, route.address(filled.values))  # type: ignore[attr-defined]
        assert not broke, f"{method} {route.pattern}: {broke}"
        if status != 405:
            return status not in (401, 403, 404, 410) and "/account/login/?next=" not in headers
    return False


def by_pattern(world: World) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for role, route, open_ in world.once(walk):
        if open_:
            found[route.pattern].add(role)
    return found


def test_each_address_is_open_to_those_whom_the_table_names_and_to_nobody_else(world: World) -> None:
    wrong = []
    for route in routes("en"):
        if route.is_desk:
            continue
        seen = by_pattern(world)[route.pattern] - {TRAINER}
        holders = {holder.value for holder in holders_of_site(route.pattern)}
        # What stands under a number or a name is open to some of them: the matrix says to whom.
        if seen - holders or (holders - seen and not route.arguments and route.pattern not in HANGS_ON_MORE):
            wrong.append(f"/{route.pattern}: {sorted(seen)}, and the table has {sorted(holders)}")
    assert not wrong, "\n".join(wrong)


def test_every_address_has_its_line_in_the_table() -> None:
    assert not [route.pattern for route in routes("en") if not route.is_desk and not holders_of_site(route.pattern)]


def test_who_trained_may_do_what_every_member_may(world: World) -> None:
    """As the page says: it is a word beside a name."""
    found = by_pattern(world)
    assert not [pattern for pattern, roles in found.items() if (TRAINER in roles) != (MEMBER.value in roles)]


def test_the_page_tells_each_role_what_it_adds(world: World) -> None:
    browser = Browser(world, ALUMNUS)
    status, _headers, body, _broke = browser.send("GET", reverse("roles"))
    assert status == 200
    for standing, abilities in told():
        assert f"<h2>{standing.label}</h2>" in body
        assert abilities
        assert all(str(words) in body for words in abilities)
    assert {standing for standing, _words in told()} == set(Standing)
    assert set(SIGNED_IN) < set(Standing)
