"""The feed of a room: one reading for all, nobody held up, nothing missed when parts are away."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from channels.layers import channel_layers
from django.db import OperationalError
from redis.exceptions import RedisError

from network.people.models import Member
from network.rooms.actions import post_message
from network.rooms.live import feed as feed_module
from network.rooms.live import hub as hub_module
from network.rooms.live.coroutines import run_until_blocked
from network.rooms.live.feed import Follower, RoomFeed, read_frame
from network.rooms.models import Topic
from tests.factories import MessageFactory
from tests.network.rooms.tabs import Tab, cookie_of, opened, run, say, until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


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
            feed.known = number + 1
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

    async def counted(room: int, after: int, known: int) -> tuple[str | None, int, bool]:
        readings.append(after)
        result: tuple[str | None, int, bool] = await read_frame(room, after, known)
        return result

    monkeypatch.setattr(feed_module, "read_frame", counted)

    async def scenario() -> None:
        got: list[str] = []

        async def send(message: dict[str, Any]) -> None:
            got.append(message["text"])

        feed = RoomFeed(topic.room_id)
        feed.followers |= {Follower(send, 0) for _ in range(50)}
        feed.known = 1
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
        rest = run_until_blocked(slow(result))
        assert rest is not None
        await rest
        assert result == ["done"]
        failing: Awaitable[None] | None = run_until_blocked(broken())
        assert failing is not None
        with pytest.raises(ConnectionError):
            await failing

    asyncio.run(scenario())


def test_who_catches_up_while_the_database_is_away_misses_nothing(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    MessageFactory.create_batch(3, topic=topic)
    failures = iter([OperationalError(), OperationalError()])

    async def failing(room: int, after: int, known: int) -> tuple[str | None, int, bool]:
        for error in failures:
            raise error
        result: tuple[str | None, int, bool] = await read_frame(room, after, known)
        return result

    monkeypatch.setattr(feed_module, "read_frame", failing)
    monkeypatch.setattr(feed_module, "RETRY_SECONDS", 0.01)

    async def scenario() -> None:
        tab = await opened(member, topic.room)
        assert [line["seq"] for line in await tab.lines(3)] == [1, 2, 3]
        await tab.disconnect()

    run(scenario)


def test_who_says_he_is_ahead_of_all_is_put_where_the_room_is(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        ahead, mine = await opened(member, topic.room, after=10**15), await opened(member, topic.room)
        await say(mine, topic, "Good morning")
        for tab in (ahead, mine):
            assert [line["seq"] for line in await tab.lines(1)] == [1]
        await asyncio.gather(ahead.disconnect(), mine.disconnect())

    run(scenario)


def test_a_layer_that_is_away_costs_time_and_no_message(
    topic: Topic, member: Member, other_member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
            async def fail(*_args: Any) -> None:
                raise RedisError(f"{name}: connection refused")

            return fail

    async def scenario() -> None:
        with monkeypatch.context() as patched:
            patched.setitem(channel_layers.backends, "default", Away())
            mine, theirs = await opened(member, topic.room), await opened(other_member, topic.room)
            await theirs.do(do="ping")
            await theirs.next("pong")
            await say(mine, topic, "Is anybody there?")
            assert (await mine.next("said"))["seq"] == 1
            await hub_module.hub().poll()
            assert [line["seq"] for line in await theirs.lines(1)] == [1]
        await hub_module.hub().poll()  # the layer is back: from here on everybody is woken again
        await say(mine, topic, "Here we are")
        assert [line["seq"] for line in await theirs.lines(1)] == [2]
        await asyncio.gather(mine.disconnect(), theirs.disconnect())

    run(scenario)


def test_what_nobody_has_told_of_yet_is_not_written_and_is_found_by_looking(topic: Topic, member: Member) -> None:
    """Who lost a key before it was said is told of that first: a look under way must not be ahead of it."""

    async def scenario() -> None:
        tab = await opened(member, topic.room)
        await tab.next("open")
        await until(lambda: not any(task.get_coro().__name__ == "_look" for task in hub_module.hub()._tasks))
        await sync_to_async(MessageFactory)(topic=topic)
        hub_module.hub().feeds[topic.room_id].woken.set()
        assert await tab.receive_nothing(0.2)
        await hub_module.hub().poll()
        assert [line["seq"] for line in await tab.lines(1)] == [1]
        await tab.disconnect()

    run(scenario)


def test_one_who_comes_while_the_last_one_leaves_is_woken(topic: Topic, member: Member, other_member: Member) -> None:
    async def scenario() -> None:
        first = await opened(member, topic.room)
        await first.do(do="ping")
        await first.next("pong")
        cookie = await sync_to_async(cookie_of)(other_member)
        second = Tab(cookie)
        await second.connect()
        await asyncio.gather(first.disconnect(), second.do(do="open", room=topic.room_id, after=0))
        await say(second, topic, "Alone?")
        assert [line["seq"] for line in await second.lines(1)] == [1]
        await second.disconnect()
        assert hub_module.hub().feeds == {}

    run(scenario)
