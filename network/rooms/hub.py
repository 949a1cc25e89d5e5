"""One process's sockets, and what goes to them.

A wake-up says "room 7 is at 4711". The hub then reads the new rows once and writes one and the same text to all sockets of
that room: at once, and then at most every 50 ms with what has come meanwhile in one frame. A socket that takes nothing is
left behind and catches up from the database when it is free, so that one slow phone holds up nobody.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from network.access.changes import viewer_group
from network.rooms.lines import frame_lines
from network.rooms.models import Message, Room

logger = logging.getLogger(__name__)

PAUSE = 0.05  # seconds between two frames of a busy room
LINES_A_FRAME = 100
# A wake-up can be lost, when Redis starts anew: so often, seconds, the hub looks for itself.
LOOKS_FOR_ITSELF = 15.0

Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]


class Follower:
    """A socket that follows a room: how far it was written to, and whether it is busy with an earlier frame."""

    __slots__ = ("behind", "send", "seq")

    def __init__(self, send: Send, seq: int) -> None:
        self.send, self.seq, self.behind = send, seq, False


class RoomFeed:
    """All followers of one room in this process."""

    def __init__(self, room: int) -> None:
        self.room, self.followers = room, set[Follower]()
        self.woken = asyncio.Event()
        self.task = asyncio.get_running_loop().create_task(self._feed())

    async def _feed(self) -> None:
        while True:
            await self.woken.wait()
            self.woken.clear()
            try:
                await self.write_news()
            except Exception:
                # The database was away: followers keep their place, and the next wake-up brings them on.
                logger.exception("Room %s could not be read.", self.room)
            await asyncio.sleep(PAUSE)

    async def write_news(self) -> None:
        """Bring every follower that is not busy up to date; one reading for all that are at the same place."""
        while ready := [follower for follower in self.followers if not follower.behind]:
            after = max(follower.seq for follower in ready)
            text, last, more = await read_frame(self.room, after)
            if text is None:
                stragglers = [follower for follower in ready if follower.seq < after]
                if not stragglers:
                    return
                for follower in stragglers:
                    self._catch_up(follower)
                return
            for follower in ready:
                if follower.seq == after and follower in self.followers:
                    self._write(follower, text, last)
                elif follower.seq < after:
                    self._catch_up(follower)
            if not more:
                return

    def _write(self, follower: Follower, text: str, last: int) -> None:
        follower.seq = last
        rest = drive(follower.send({"type": "websocket.send", "text": text}))
        if rest is not None:
            self._wait_for(follower, rest)

    def _catch_up(self, follower: Follower) -> None:
        self._wait_for(follower, self._read_alone(follower))

    async def _read_alone(self, follower: Follower) -> None:
        more = True
        while more and follower in self.followers:
            text, last, more = await read_frame(self.room, follower.seq)
            if text is not None:
                await follower.send({"type": "websocket.send", "text": text})
                follower.seq = last

    def _wait_for(self, follower: Follower, rest: Awaitable[None]) -> None:
        follower.behind = True
        waiting = asyncio.ensure_future(rest)

        def free(done: asyncio.Future[None]) -> None:
            follower.behind = False
            if done.cancelled() or done.exception() is not None:
                self.followers.discard(follower)  # its line is gone; the browser opens a new one
            else:
                self.woken.set()

        waiting.add_done_callback(free)


class Hub:
    """The feeds of this process, and the one channel on which it is woken."""

    def __init__(self) -> None:
        self.feeds: dict[int, RoomFeed] = {}
        self.viewers: dict[int, set[Callable[[], Awaitable[None]]]] = {}
        self._channel = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._rechecks: set[asyncio.Future[None]] = set()

    async def follow(self, room: Room, send: Send, after: int) -> Follower:
        """Write to `send` whatever is said in the room after `after`, until `leave`. The gate was asked by the caller."""
        await self._listen()
        feed = self.feeds.get(room.pk)
        if feed is None:
            feed = self.feeds[room.pk] = RoomFeed(room.pk)
            await get_channel_layer().group_add(room.group, self._channel)
        follower = Follower(send, after)
        feed.followers.add(follower)
        feed.woken.set()
        return follower

    async def leave(self, room: int, follower: Follower) -> None:
        feed = self.feeds.get(room)
        if feed is None:
            return
        feed.followers.discard(follower)
        if not feed.followers:
            del self.feeds[room]
            feed.task.cancel()
            await get_channel_layer().group_discard(f"room.{room}", self._channel)

    async def watch_viewer(self, member: int, recheck: Callable[[], Awaitable[None]]) -> None:
        """Call `recheck` whenever it is told that this member's keys changed."""
        await self._listen()
        if member not in self.viewers:
            self.viewers[member] = set()
            await get_channel_layer().group_add(viewer_group(member), self._channel)
        self.viewers[member].add(recheck)

    async def unwatch_viewer(self, member: int, recheck: Callable[[], Awaitable[None]]) -> None:
        watching = self.viewers.get(member, set())
        watching.discard(recheck)
        if not watching and self.viewers.pop(member, None) is not None:
            await get_channel_layer().group_discard(viewer_group(member), self._channel)

    async def _listen(self) -> None:
        if not self._channel:
            self._channel = await get_channel_layer().new_channel("hub")
            loop = asyncio.get_running_loop()
            self._tasks = [loop.create_task(self._be_woken()), loop.create_task(self._look_for_itself())]

    async def _be_woken(self) -> None:
        layer = get_channel_layer()
        while True:
            try:
                event = await layer.receive(self._channel)
            except (OSError, RuntimeError) as error:
                logger.warning("The layer is away: %s", error)
                await asyncio.sleep(1)
                continue
            if event["type"] == "room.woken" and (feed := self.feeds.get(event["room"])):
                feed.woken.set()
            elif event["type"] == "viewer.changed":
                for recheck in list(self.viewers.get(event["member"], ())):
                    self._keep(asyncio.ensure_future(self._soon(recheck)))

    async def _soon(self, recheck: Callable[[], Awaitable[None]]) -> None:
        # Who signs out is told of before his session is emptied.
        await asyncio.sleep(0.3)
        await recheck()

    def _keep(self, task: asyncio.Future[None]) -> None:
        """The loop itself holds its tasks only weakly."""
        self._rechecks.add(task)
        task.add_done_callback(self._rechecks.discard)

    async def _look_for_itself(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_FOR_ITSELF)
            for feed in list(self.feeds.values()):
                feed.woken.set()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


@database_sync_to_async
def read_frame(room: int, after: int) -> tuple[str | None, int, bool]:
    """(frame, its last seq, whether more follows); the frame is None when nothing was said after `after`.

    For a room whose followers all passed the gate: what is said in it is the same for all of them.
    """
    rows = Message.objects.filter(room=room).opened().after(after).for_lines()
    messages = list(rows[: LINES_A_FRAME + 1])
    lines, more = list(frame_lines(messages[:LINES_A_FRAME])), len(messages) > LINES_A_FRAME
    if not lines:
        return None, after, False
    last = lines[-1]["seq"]
    frame = {"is": "lines", "room": room, "from": after, "to": last, "lines": lines, "more": more}
    return json.dumps(frame, ensure_ascii=False), last, more


def drive(coroutine: Coroutine[Any, Any, None]) -> Awaitable[None] | None:
    """Run a coroutine up to where it has to wait; None if it came to its end, else what is left of it.

    Most sends end at once; a task for each of a thousand sockets would cost twice as much as all the writing.
    """
    try:
        waiting = coroutine.send(None)
    except StopIteration:
        return None
    except Exception as error:  # noqa: BLE001, a line that is gone fails in many ways, and is let go in one place
        return _failed(error)
    return _Rest(coroutine, waiting)


async def _failed(error: Exception) -> None:
    raise error


class _Rest:
    """A coroutine that was begun by hand, to be awaited to its end."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], waiting: Any) -> None:
        self._coroutine, self._waiting = coroutine, waiting

    def __await__(self) -> Generator[Any, Any, None]:
        waiting = self._waiting
        while True:
            try:
                result = yield waiting
            except BaseException as error:  # noqa: BLE001, whatever wakes the task belongs to the coroutine inside
                failure: BaseException | None = error
            else:
                failure = None
            try:
                waiting = self._coroutine.throw(failure) if failure else self._coroutine.send(result)
            except StopIteration:
                return
