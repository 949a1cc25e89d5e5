"""What open tabs get: each line once and in order, and nothing that is not theirs."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError

from network.access.byline import Attribution
from network.people.models import Member
from network.rooms.live import consumers
from network.rooms.models import Message, Topic
from tests.factories import MessageFactory, RoomFactory, TopicFactory
from tests.network.rooms.tabs import Tab, cookie_of, opened, run, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


def test_each_sees_what_the_other_says_and_the_sender_is_told_that_it_is_stored(
    topic: Topic, member: Member, other_member: Member
) -> None:
    async def scenario() -> None:
        mine, theirs = await opened(member, topic.room), await opened(other_member, topic.room)
        key = await say(mine, topic, "Суу келди")
        assert (await mine.next("said")) == {"is": "said", "room": topic.room_id, "id": key, "seq": 1}
        line = (await theirs.lines(1))[0]
        assert (line["seq"], line["author"], line["html"]) == (1, member.name, "<p>Суу келди</p>")
        await asyncio.gather(mine.disconnect(), theirs.disconnect())

    run(scenario)


def test_who_was_away_gets_all_that_was_missed_once_and_in_order(topic: Topic, member: Member) -> None:
    MessageFactory.create_batch(250, topic=topic)

    async def scenario() -> None:
        tab = await opened(member, topic.room, after=20)
        assert [line["seq"] for line in await tab.lines(230)] == list(range(21, 251))
        await say(tab, topic, "Here again")
        assert [line["seq"] for line in await tab.lines(1)] == [251]
        await tab.disconnect()

    run(scenario)


def test_a_message_that_is_sent_twice_stands_once(topic: Topic, member: Member) -> None:
    async def scenario() -> None:
        tab = await opened(member, topic.room)
        key = await say(tab, topic, "Once")
        first = await tab.next("said")
        await say(tab, topic, "Once", key)
        assert await tab.next("said") == first
        await tab.disconnect()

    run(scenario)
    assert Message.objects.count() == 1


def test_what_is_refused_comes_back_with_a_sentence_in_the_writers_language(topic: Topic, member: Member) -> None:
    async def scenario() -> None:
        tab = await opened(member, topic.room)
        key = await say(tab, topic, "   ")
        refused = await tab.next("refused")
        assert (refused["id"], refused["status"], refused["retry"]) == (key, 422, False)
        assert refused["sentence"]
        await tab.disconnect()

    run(scenario)


@pytest.mark.parametrize("text", ["no json", "[]", '{"do":' + '"x' * 20_000, "[" * 16_000])
def test_what_is_no_frame_closes_the_line(member: Member, text: str) -> None:
    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(member))
        await tab.connect()
        await tab.write(text)
        assert await tab.closing_code() == 1003

    run(scenario)


@pytest.mark.parametrize("value", ["x", None, -1, 10**30, True, [1], {"a": 1}])
def test_a_forged_number_is_no_room(member: Member, value: Any) -> None:
    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(member))
        await tab.connect()
        await tab.do(do="open", room=value, after=value)
        assert (await tab.next("absent"))["room"] == value
        await tab.do(do="say", room=value, topic=value, id=value, text=value)
        assert (await tab.next("refused"))["status"] == 400
        await tab.disconnect()

    run(scenario)


def test_under_the_chatham_house_rule_a_line_tells_nobody_from_another(member: Member, other_member: Member) -> None:
    room = RoomFactory(attribution=Attribution.CHATHAM_HOUSE)
    topic = TopicFactory(room=room)

    async def scenario() -> None:
        tab, theirs = await opened(member, room), await opened(other_member, room)
        await say(theirs, topic, "We counted differently")
        await theirs.next("said")
        await say(tab, topic, "So did we")
        first, second = await tab.lines(2)
        assert set(first) == set(second) == {"seq", "topic", "language", "html", "day"}
        assert first["day"].count("-") == 2
        await asyncio.gather(tab.disconnect(), theirs.disconnect())

    run(scenario)


@pytest.mark.parametrize("frame", [{"do": []}, {"do": {"a": 1}}, {"do": None}, {"do": "dance"}, {"do": 7}, {}])
def test_a_frame_that_asks_for_nothing_known_is_passed_over(member: Member, frame: dict[str, Any]) -> None:
    async def scenario() -> None:
        tab = Tab(await sync_to_async(cookie_of)(member))
        await tab.connect()
        await tab.do(**frame)
        await tab.do(do="ping")
        assert await tab.next("pong")
        await tab.disconnect()

    run(scenario)


def test_a_database_that_is_away_refuses_for_now_and_keeps_the_line(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> Message:
        raise OperationalError("database is locked")

    async def scenario() -> None:
        tab = await opened(member, topic.room)
        with monkeypatch.context() as patched:
            patched.setattr(consumers, "post_message", fail)
            key = await say(tab, topic, "Later")
            refused = await tab.next("refused")
        assert (refused["id"], refused["status"], refused["retry"]) == (key, 503, True)
        await say(tab, topic, "Later", key)
        assert (await tab.next("said"))["seq"] == 1
        await tab.disconnect()

    run(scenario)


@pytest.mark.parametrize("part", ["ticket_of", "viewer_at"])
def test_a_socket_that_cannot_be_asked_for_is_closed_for_now_and_breaks_nothing(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def fail(*_args: Any) -> None:
        raise OperationalError("database is locked")

    async def scenario() -> None:
        with monkeypatch.context() as patched:
            patched.setattr(consumers, part, fail)
            tab = await opened(member, topic.room)
            assert await tab.closing_code() == 1013
        again = await opened(member, topic.room)
        assert await again.next("open")
        await again.disconnect()

    run(scenario)


def test_what_one_tab_has_read_the_others_of_that_member_know_and_nobody_elses(
    topic: Topic, member: Member, other_member: Member
) -> None:
    elsewhere = TopicFactory(room=topic.room)
    MessageFactory.create_batch(3, topic=topic)
    MessageFactory.create_batch(2, topic=elsewhere)

    async def scenario() -> None:
        reading, mine = await opened(member, topic.room, after=5), await opened(member, topic.room, after=5)
        theirs = await opened(other_member, topic.room, after=5)
        for tab in (reading, mine, theirs):
            await tab.next("open")
        await reading.do(do="read", room=topic.room_id, topic=topic.slug, seq=2)
        told = {"is": "read", "room": topic.room_id, "topic": topic.slug, "seq": 2, "to": 5}
        assert await mine.next("read") == told | {"topic_news": 1, "room_news": 3}
        for tab in (reading, theirs):
            assert await tab.receive_nothing(0.2)
        await reading.do(do="read", room=topic.room_id, topic=topic.slug, seq=1)
        assert await mine.receive_nothing(0.2)  # it is nothing new
        await asyncio.gather(*(tab.disconnect() for tab in (reading, mine, theirs)))

    run(scenario)
