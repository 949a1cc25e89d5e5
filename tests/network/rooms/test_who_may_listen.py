"""Who may listen and speak over the socket, at every moment."""

from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from network.access.changes import viewer_changed
from network.people.models import Member
from network.rooms import consumers
from network.rooms.models import Message, Room, RoomMembership, Topic
from tests.factories import MessageFactory, TopicFactory
from tests.network.rooms.tabs import ORIGIN, Tab, cookie_of, opened, run, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits_at_once")]


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


def test_who_loses_a_room_hears_no_more_of_it(member: Member, closed_circle: Room) -> None:
    topic = TopicFactory(room=closed_circle)

    async def scenario() -> None:
        tab = await opened(member, closed_circle)
        await tab.do(do="ping")
        await tab.next("pong")
        await RoomMembership.objects.all().adelete()
        await sync_to_async(viewer_changed)(member.pk)
        assert await tab.next("absent") == {"is": "absent", "room": closed_circle.pk}
        await sync_to_async(MessageFactory)(topic=topic)
        assert await tab.receive_nothing(0.2)
        await tab.disconnect()

    run(scenario)


def test_signing_out_closes_the_tabs_of_that_session(topic: Topic, member: Member) -> None:
    def sign_out(cookie: str) -> None:
        SessionStore(cookie).flush()
        viewer_changed(member.pk)

    async def scenario() -> None:
        cookie = await sync_to_async(cookie_of)(member)
        tab = Tab(cookie)
        await tab.connect()
        await tab.do(do="ping")
        await tab.next("pong")
        await sync_to_async(sign_out)(cookie)
        assert await tab.closing_code() == 4403

    run(scenario)


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", ORIGIN.replace("http:", "https:"), f"{ORIGIN}9", "", ORIGIN.upper()]
)
def test_a_page_of_another_origin_gets_no_line(member: Member, origin: str) -> None:
    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(member), origin)
        assert not await tab.connect()

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
        await tab.do(do="say", room=topic.room_id, topic=topic.pk, id=str(uuid4()), text="Mine", **{"as": 987_654})
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


@pytest.mark.parametrize("what", ["the session ran out", "a new password", "the account was closed"])
def test_a_tab_whose_session_ended_is_closed_even_if_nobody_told(
    member: Member, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(consumers, "RECHECKED_AFTER", 0.0)

    def end() -> None:
        if what == "the session ran out":
            Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
        elif what == "a new password":
            member.set_password("another one")
            member.save(update_fields=["password"])
        else:
            Member.objects.filter(pk=member.pk).update(is_active=False)

    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(member))
        await tab.connect()
        await tab.do(do="ping")
        await tab.next("pong")
        await sync_to_async(end)()
        await tab.do(do="ping")
        assert await tab.closing_code() == 4403

    run(scenario)
