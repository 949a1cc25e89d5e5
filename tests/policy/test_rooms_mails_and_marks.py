"""What goes out by other ways than pages: the socket, mails, and what one member's reading does to another's page."""

import re

import pytest
from asgiref.sync import async_to_sync

from network.rooms.actions import mark_read
from tests.policy.crawl.crawler import Browser
from tests.policy.crawl.fillers import ABSENT_ID
from tests.policy.crawl.sockets import answers_to_speaking, closing_code, everything_said
from tests.policy.world import World
from tests.policy.world.canaries import ALUMNA, ALUMNUS, ANONYMOUS, MEMBERS, VIEWERS
from tests.policy.world.rooms import MODERATED

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]
EVERY_MEMBER = pytest.mark.parametrize("viewer", [viewer for viewer in VIEWERS if viewer in MEMBERS])
ROOMS = ("members", "almaty", "private", "anonymous_name")


@EVERY_MEMBER
def test_the_socket_tells_a_member_what_is_said_in_his_rooms_alone(world: World, viewer: str) -> None:
    frames = async_to_sync(everything_said)(Browser(world, viewer).session, rooms_of(world))
    told = world.canaries.found_in(str(frames))
    allowed = {canary.word for canary in world.canaries.by_word.values() if viewer in canary.site}
    assert [world.canaries.by_word[word].fact for word in told - allowed] == []
    said = {word for word in allowed if "message of the" in world.canaries.by_word[word].fact}
    assert said <= told  # so that the line above is not about a socket that says nothing
    # A frame is one and the same for all of a room: its author, too, reads what was hidden on the page alone.
    assert not [fact for word in told if (fact := world.canaries.by_word[word].fact).startswith(MODERATED)]


@EVERY_MEMBER
def test_a_room_of_others_is_absent_from_the_socket_as_one_that_does_not_exist(world: World, viewer: str) -> None:
    session = Browser(world, viewer).session
    closed = {world.made[f"{name} room"].pk for name in ROOMS} - open_to(world, viewer)
    asked = {room: topic for room, topic in rooms_of(world).items() if room in {*closed, ABSENT_ID}}
    for frames in (async_to_sync(everything_said)(session, asked), async_to_sync(answers_to_speaking)(session, asked)):
        absent = frames[ABSENT_ID]
        assert absent
        assert [frame["is"] for frame in absent] == ["absent"]
        for room in closed:
            assert [frame | {"room": ABSENT_ID} for frame in frames[room]] == absent


def test_the_socket_closes_before_an_anonymous_visitor(world: World) -> None:
    assert async_to_sync(closing_code)(Browser(world, ANONYMOUS).session) == 4401
    assert async_to_sync(closing_code)(Browser(world, ALUMNUS).session) == 0


def test_no_mail_tells_its_reader_what_is_not_for_him(world: World) -> None:
    told = []
    for mail in world.mails:
        viewer = next(viewer for viewer, member in world.members.items() if [member.email] == mail.to)
        for word in world.canaries.found_in(str(mail.message())):
            canary = world.canaries.by_word[word]
            if viewer not in canary.site | canary.desk:
                told.append(f"“{mail.subject}” tells {viewer} the {canary.fact}")
    assert told == []
    assert len(world.mails) > len(world.members)


def test_how_far_a_member_has_read_is_seen_by_nobody_else(world: World) -> None:
    topic = world.made["members topic"]
    before = page_of(world, ALUMNA, topic.get_absolute_url())
    mark_read(topic, world.members[ALUMNUS], seq=topic.last_seq)
    assert page_of(world, ALUMNA, topic.get_absolute_url()) == before


def rooms_of(world: World) -> dict[int, str]:
    """Id of each room to the address of its topic; and of none."""
    return {world.made[f"{name} room"].pk: world.made[f"{name} topic"].slug for name in ROOMS} | {ABSENT_ID: "absent"}


def open_to(world: World, viewer: str) -> set[int]:
    return {world.made[f"{thing.name} room"].pk for thing in world.things["room"] if viewer in thing.open_to}


def page_of(world: World, viewer: str, address: str) -> str:
    _status, _headers, body, broke = Browser(world, viewer).send("GET", address)
    assert not broke
    return re.sub(r'(csrfmiddlewaretoken" value|nonce|client_id" value)="[^"]*"', "", body)
