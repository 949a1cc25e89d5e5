"""Who may listen and speak over the socket, at every moment."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from network.people.models import Member
from network.rooms.models import Message, Room, RoomMembership, Topic
from tests.factories import MessageFactory, TopicFactory
from tests.network.rooms.tabs import ORIGIN, Tab, cookie_of, opened, run, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


def test_a_room_of_others_is_as_absent_as_one_that_never_was(outsider: Member, closed_circle: Room) -> None:
    said = MessageFactory(topic=TopicFactory(room=closed_circle), text="Among ourselves")

    async def scenario() -> None:
        tab = await opened(outsider, closed_circle)
        assert await tab.next("absent") == {"is": "absent", "room": closed_circle.pk}
        await tab.do(do="open", room=987_654, after=0)
        assert await tab.next("absent") == {"is": "absent", "room": 987_654}
        await say(tab, said.topic, "Let me in")
        assert await tab.next("absent") == {"is": "absent", "room": closed_circle.pk}
        assert await tab.receive_nothing(0.2)
        await tab.disconnect()

    run(scenario)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", ORIGIN.replace("http:", "https:"), f"{ORIGIN}9", "", ORIGIN.upper()]
)
def test_a_page_of_another_origin_gets_no_line(member: Member, origin: str) -> None:
    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(member), origin)
        assert not await tab.connect()

    run(scenario)


@pytest.mark.parametrize("path", ["/ws", "/ws/rooms/", "/", "/en/rooms/", "/ws/%00"])
def test_an_address_without_a_socket_is_turned_away(member: Member, path: str) -> None:
    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(member), path=path)
        assert not await tab.connect()
        await tab.wait(5)  # it ended by itself, and with no error

    run(scenario)


def test_who_is_not_signed_in_is_told_so_and_nothing_else(db: None) -> None:
    async def scenario() -> None:
        tab = Tab()
        assert await tab.connect()
        assert await tab.closing_code() == 4401

    run(scenario)


def test_what_waits_in_a_tab_is_never_said_by_who_signed_in_after(topic: Topic, other_member: Member) -> None:
    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(other_member))
        await tab.connect()
        await tab.do(do="say", room=topic.room_id, topic=topic.slug, id=str(uuid4()), text="Mine", **{"as": 987_654})
        assert await tab.closing_code() == 4403

    run(scenario)
    assert not Message.objects.exists()


def test_who_lost_a_room_says_no_more_in_it_even_if_nobody_told(member: Member, closed_circle: Room) -> None:
    topic = TopicFactory(room=closed_circle)

    async def scenario() -> None:
        tab = await opened(member, closed_circle)
        await say(tab, topic, "Still here")
        assert (await tab.next("said"))["seq"] == 1
        await RoomMembership.objects.all().adelete()
        await say(tab, topic, "And now")
        assert await tab.next("absent") == {"is": "absent", "room": closed_circle.pk}
        await tab.disconnect()

    run(scenario)
    assert Message.objects.count() == 1
