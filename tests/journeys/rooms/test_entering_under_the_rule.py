"""A member comes to a room under the Chatham House rule for the first time; and one that is not open yet opens."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Site, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
Visit = Callable[..., Page]
# Run by the site's own `manage.py shell`: a room of so many people with a topic in it.
MAKE = """
from network.access.byline import Attribution
from network.people.models import Member
from network.rooms.models import Room, RoomMembership, Topic
room = Room.objects.create(slug="{slug}", names={{"en": "{slug}", "ru": "{slug}"}}, attribution=Attribution.CHATHAM_HOUSE)
Room.objects.filter(pk=room.pk).update(audience=f"room:{{room.pk}}")
one = Member.objects.get(email="{email}")
people = [one, *Member.objects.filter(is_active=True).exclude(pk=one.pk).order_by("pk")[:{others}]]
RoomMembership.objects.bulk_create(RoomMembership(room=room, member=member) for member in people)
Topic.objects.create(room=room, slug="first", title="Hydroposts", language="en")
"""
A_FIFTH = """
from network.people.models import Member
from network.rooms.models import Room, RoomMembership
room = Room.objects.get(slug="{slug}")
new = Member.objects.filter(is_active=True).exclude(room_memberships__room=room).order_by("-pk")[0]
RoomMembership.objects.create(room=room, member=new)
"""


def make_room(site: Site, email: str, others: int) -> str:
    slug = f"rule-{uuid4().hex[:8]}"
    site.manage("shell", "-c", MAKE.format(slug=slug, email=email, others=others))
    return slug


def test_the_rule_is_read_and_accepted_once_on_a_phone_in_kazakh(visit: Visit, site: Site) -> None:
    who, mark = "alumnus@demo.example", uuid4().hex[:8]
    first, second = make_room(site, who, 5), make_room(site, who, 5)
    page = visit(f"/kk/rooms/{first}/first/", as_=who, viewport=PHONE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Чатем-хаус ережесі")
    expect(page.get_by_text("Сайт неге уәде бермейді")).to_be_visible()
    assert problems_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Ережені қабылдаймын").click()
    page.wait_for_url(f"**/kk/rooms/{first}/first/")
    page.locator("form.composer textarea").fill(f"Біз басқаша санадық {mark}")
    page.locator("form.composer button").click()
    expect(page.get_by_role("log").get_by_text(mark)).to_have_count(1)
    page.goto(f"/kk/rooms/{second}/first/")
    page.wait_for_url(f"**/kk/rooms/{second}/first/")
    expect(page.locator("form.composer textarea")).to_be_visible()


def test_a_room_of_four_says_so_and_takes_the_same_words_when_the_fifth_has_come(visit: Visit, site: Site) -> None:
    who, mark = "alumna@demo.example", uuid4().hex[:8]
    room = make_room(site, who, 3)
    page = visit(f"/en/rooms/{room}/first/", as_=who, viewport=DESK)
    notice = page.get_by_text("This room opens when five people belong to it; now there are 4.")
    expect(notice).to_be_visible()
    expect(page.locator("form.composer")).to_be_hidden()
    assert problems_of(page) == []
    # Somebody with words from before: they stay in their field, and are sent again without a reload.
    page.evaluate(
        "([key, words]) => localStorage.setItem(key, words)",
        [
            page.evaluate(
                "(({ me, room, topic }) => `draft:topic:${me}:${room}:${topic}`)(document.querySelector('live-topic').dataset)"
            ),
            f"We counted differently {mark}",
        ],
    )
    page.reload()
    expect(page.get_by_label("Your message")).to_have_value(f"We counted differently {mark}")
    page.get_by_role("button", name="Say it without my name").click()
    failed = page.locator(".message--failed .message__state")
    expect(failed).to_contain_text("now there are 4. Your text is kept")
    site.manage("shell", "-c", A_FIFTH.format(slug=room))
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("log").get_by_text(mark)).to_have_count(1)
    expect(page.locator("[data-outbox] .message")).to_have_count(0)
    expect(notice).to_have_count(0)


def test_without_scripts_the_words_stay_beside_the_rule(visit: Visit, site: Site) -> None:
    """A tab that was open before the rule had a new text, or before somebody else's hand took the acceptance away."""
    who, mark = "editor@demo.example", uuid4().hex[:8]
    room = make_room(site, who, 5)
    page = visit(f"/en/rooms/{room}/first/", as_=who, java_script_enabled=False)
    page.get_by_role("button", name="I accept the rule").click()
    page.get_by_label("Your message").fill(f"We counted differently {mark}")
    site.manage(
        "shell",
        "-c",
        f"from network.people.models import Member; Member.objects.filter(email='{who}').update(rule_seal='')",
    )
    page.get_by_role("button", name="Say it without my name").click()
    expect(page.get_by_label("Your message")).to_have_value(f"We counted differently {mark}")
    expect(page.locator(".field__error")).to_contain_text("accept it")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Read the rule and accept it").click()
    opened.value.get_by_role("button", name="I accept the rule").click()
    page.get_by_role("button", name="Say it without my name").click()
    expect(page.get_by_role("log").get_by_text(mark)).to_have_count(1)
