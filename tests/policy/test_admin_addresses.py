"""What the admin answers to those who work there: no address of it fails, and no menu of it leads nowhere."""

import pytest
from django.test import Client

from network.roles import holders_of_desk
from tests.factories import MemberFactory
from tests.policy.crawl.admin import ROLES, SUPERUSER, is_absent, knock, walk_admin
from tests.policy.world import World
from tests.policy.world.canaries import ALUMNUS, ANONYMOUS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]

TOKEN = "csrfmiddlewaretoken"
# Wagtail's answers to what this site does not switch on.
NEVER_THERE = {
    "admin/.*/",
    "admin/api/main/pages/find/",
    "admin/images/<image_id>/generate_url/",
    "admin/images/<image_id>/generate_url/output/",
    "admin/settings/<app_name>/<model_name>/<pk>/preview/",
}
# Beneath these two, each folder is a part of its own.
FOLDERS = ("snippets", "searchpicks")


def part_of(pattern: str) -> str:
    """`pages` of admin/pages/<page_id>/edit/."""
    part, _slash, rest = pattern.removeprefix("admin/").partition("/")
    return f"{part}/{rest.partition('/')[0]}" if part in FOLDERS else part or "home"


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


@pytest.mark.parametrize("role", ROLES)
def test_every_form_of_the_admin_has_the_token_without_which_it_is_refused(world: World, role: str) -> None:
    """The browser of these tests asks for none, and Wagtail gives a panel of its first page none."""
    replies = world.once(walk_admin, role)
    # Wagtail's own pages hold forms without an action, which their scripts read and never send.
    forms = [(action, reply, values) for reply in replies for action, values in reply.forms if action != reply.address]
    assert forms
    assert not [f"{action} on {reply.address}" for action, reply, values in forms if TOKEN not in values]


def test_for_a_member_none_of_it_is_there(world: World) -> None:
    replies = world.once(knock, ALUMNUS)
    # The front door leads to /en/admin/, in case there is a text of that name; test_desk follows it.
    answers = [str(reply) for reply in replies if reply.status != 404 and reply.address != "/admin/"]
    assert not answers, "\n".join(answers)


def test_each_address_is_asked_for_something_that_is_there(world: World) -> None:
    """Or the walk would pass by a page that is never opened."""
    answers: dict[str, set[int]] = {}
    for reply in world.once(walk_admin, SUPERUSER):
        if reply.method == "GET" and not is_absent(reply.address):
            answers.setdefault(reply.pattern, set()).add(reply.status)
    unseen = {pattern for pattern, statuses in answers.items() if statuses == {404}} - NEVER_THERE
    assert not unseen, f"Say in tests/policy/crawl/fillers.py what stands at {sorted(unseen)}."


def test_each_part_of_the_admin_is_open_to_those_who_work_there(world: World) -> None:
    """The table of network/roles.py. What is not named there is open to nobody."""
    open_to: dict[str, set[str]] = {}
    for role in ROLES:
        for reply in world.once(walk_admin, role):
            if reply.method == "GET" and reply.status in (200, 405):
                open_to.setdefault(part_of(reply.pattern), set()).add(role)
    assert open_to == {part: {holder.value for holder in holders} for part, holders in holders_of_desk().items()}


def test_signed_out_one_is_sent_to_sign_in_from_everywhere(world: World) -> None:
    typed = {"admin/pages/<page_id>/edit/", "admin/review/<page_id>/"}  # it comes back to who was signed out meanwhile
    icons_and_words = {"admin/sprite/", "admin/jsi18n/"}
    answers = [
        str(reply)
        for reply in world.once(knock, ANONYMOUS)
        if reply.status not in ({302, 403, 404, 405} if reply.pattern in typed else {302, 404, 405})
        and reply.pattern not in icons_and_words
    ]
    assert not answers, "\n".join(answers)


def test_a_link_to_the_way_out_of_the_admin_signs_nobody_out(client: Client) -> None:
    """Anybody can write such a link; the button posts."""
    client.force_login(MemberFactory(is_superuser=True))
    assert client.get("/admin/logout/").status_code == 405
    assert client.get("/admin/account/").status_code == 200
    client.post("/admin/logout/")
    assert client.get("/admin/account/").status_code == 302
