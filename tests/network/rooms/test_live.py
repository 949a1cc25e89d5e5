"""What open tabs get: each line once and in order, and nothing that is not theirs."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from network.access.byline import Attribution
from network.access.changes import viewer_changed
from network.people.models import Member
from network.rooms import hub as hub_module
from network.rooms.actions import post_message
from network.rooms.hub import Follower, RoomFeed, drive, read_frame
from network.rooms.models import Message, Room, RoomMembership, Topic
from portal.sockets import sockets
from tests.factories import MessageFactory, RoomFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits_at_once")]
ORIGIN = settings.ALLOWED_ORIGINS[0]


class Tab(ApplicationCommunicator):
    """One open tab of a member's browser, without the server between."""

    def __init__(self, cookie: str = "", origin: str = ORIGIN) -> None:
        headers = [(b"origin", origin.encode()), (b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())]
        super().__init__(sockets, {"type": "websocket", "path": "/ws/", "query_string": b"", "headers": headers})

    async def connect(self) -> bool:
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(5))["type"] == "websocket.accept"

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(5)

    async def write(self, text: str) -> None:
        await self.send_input({"type": "websocket.receive", "text": text})

    async def do(self, **frame: Any) -> None:
        await self.write(json.dumps(frame))

    async def next(self, kind: str) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = json.loads((await self.receive_output(5))["text"])
            if frame["is"] == kind:
                return frame

    async def lines(self, number: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while len(found) < number:
            found += (await self.next("lines"))["lines"]
        return found

    async def closing_code(self) -> int:
        return int((await self.receive_output(5))["code"])


def cookie_of(member: Member) -> str:
    client = Client()
    client.force_login(member)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def run(scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """On an own loop, with the database of the test: sync parts run in this thread."""
    async_to_sync(scenario)()


async def opened(member: Member, room: Room, after: int = 0) -> Tab:
    tab = Tab(await sync_to_async(cookie_of)(member))
    assert await tab.connect()
    await tab.do(do="open", room=room.pk, after=after)
    return tab


async def say(tab: Tab, topic: Topic, text: str, key: str = "") -> str:
    key = key or str(uuid4())
    await tab.do(do="say", room=topic.room_id, topic=topic.pk, id=key, text=text, language="ru")
    return key


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


@pytest.mark.parametrize("text", ["no json", "[]", '{"do":' + '"x' * 20_000])
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


def test_a_phone_that_takes_nothing_holds_up_nobody_and_misses_nothing(topic: Topic, member: Member) -> None:
    gate = asyncio.Event()
    quick: list[int] = []
    slow: list[int] = []

    def taking(into: list[int], wait: bool) -> Callable[[dict[str, Any]], Coroutine[Any, Any, None]]:
        async def send(message: dict[str, Any]) -> None:
            if wait:
                await gate.wait()
            into.extend(line["seq"] for line in json.loads(message["text"])["lines"])

        return send

    async def scenario() -> None:
        feed = RoomFeed(topic.room_id)
        feed.followers |= {Follower(taking(quick, False), 0), Follower(taking(slow, True), 0)}
        for number in range(5):
            await sync_to_async(post_message)(topic, member, client_id=uuid4(), text=f"No {number}", language="en")
            await feed.write_news()
        assert (quick, slow) == ([1, 2, 3, 4, 5], [])
        gate.set()
        await until(lambda: slow == [1, 2, 3, 4, 5])
        feed.task.cancel()

    run(scenario)


def test_one_reading_serves_all_that_are_at_the_same_place(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    MessageFactory(topic=topic)
    readings: list[int] = []

    async def counted(room: int, after: int) -> tuple[str | None, int, bool]:
        readings.append(after)
        result: tuple[str | None, int, bool] = await read_frame(room, after)
        return result

    monkeypatch.setattr(hub_module, "read_frame", counted)

    async def scenario() -> None:
        got: list[str] = []

        async def send(message: dict[str, Any]) -> None:
            got.append(message["text"])

        feed = RoomFeed(topic.room_id)
        feed.followers |= {Follower(send, 0) for _ in range(50)}
        await feed.write_news()
        assert (len(got), len(set(got)), readings) == (50, 1, [0])
        feed.task.cancel()

    run(scenario)


def test_a_coroutine_begun_by_hand_ends_as_if_it_had_been_awaited() -> None:
    async def slow(result: list[str]) -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        result.append("done")

    async def broken() -> None:
        await asyncio.sleep(0)
        raise ConnectionError

    async def scenario() -> None:
        result: list[str] = []
        rest = drive(slow(result))
        assert rest is not None
        await rest
        assert result == ["done"]
        failing: Awaitable[None] | None = drive(broken())
        assert failing is not None
        with pytest.raises(ConnectionError):
            await failing

    asyncio.run(scenario())


async def until(condition: Callable[[], bool], seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)
