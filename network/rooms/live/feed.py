"""What one process writes to all its sockets of one room.

The feed reads the new rows once and writes one and the same text to all: at once, and then at most every 50 ms with what
has come meanwhile in one frame. A socket that takes nothing is left behind and catches up from the database when it is
free, so that one slow phone holds up nobody.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from channels.db import database_sync_to_async

from network.rooms.live.coroutines import run_until_blocked
from network.rooms.live.lines import changes_after, frame_after
from network.rooms.models import Message

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.05  # between two frames of a busy room
RETRY_SECONDS = 1.0  # after the database could not be read

Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]


class Follower:
    """A socket that follows a room: how far it was written to, in messages and in changes of earlier ones, and whether it is
    busy with an earlier frame.

    holds: how many ask just now whether it may still listen.
    """

    __slots__ = ("busy", "change", "holds", "send", "seq")

    def __init__(self, send: Send, seq: int, change: int = 0) -> None:
        self.send, self.seq, self.change, self.busy, self.holds = send, seq, change, False, 0

    @property
    def is_ready(self) -> bool:
        return not self.busy and not self.holds


class RoomFeed:
    """All followers of one room in this process.

    known, known_change: the newest message and change that this process was told of. What is newer is not read, though it may be there: who lost
    a key before it was said is told of that first, and his socket is held before the message is known.
    """

    def __init__(self, room: int) -> None:
        self.room, self.followers, self.known, self.known_change = room, set[Follower](), 0, 0
        self.woken = asyncio.Event()
        self.task = asyncio.get_running_loop().create_task(self._feed())

    def wake(self, seq: int, change: int) -> None:
        """Something was said, up to `seq`, or became otherwise, up to `change`."""
        self.known, self.known_change = max(self.known, seq), max(self.known_change, change)
        self.woken.set()

    async def _feed(self) -> None:
        while True:
            await self.woken.wait()
            self.woken.clear()
            try:
                await self.write_news()
                await self.write_changes()
            except Exception:
                # The database was away: followers keep their place, and the next reading brings them on.
                logger.exception("Room %s could not be read.", self.room)
                self.woken.set()
                await asyncio.sleep(RETRY_SECONDS)
            await asyncio.sleep(PAUSE_SECONDS)

    async def write_news(self) -> None:
        """Bring every follower that is not busy up to date; one reading for all that are at the same place."""
        while ready := [follower for follower in self.followers if follower.is_ready]:
            after = max(follower.seq for follower in ready)
            for follower in ready:
                if follower.seq < after:
                    self._catch_up(follower)
            text, last, more = await read_frame(self.room, after, self.known)
            if text is None:
                return
            for follower in ready:
                if follower.seq == after and follower.is_ready and follower in self.followers:
                    follower.seq = last
                    self._write(follower, text)
            if not more:
                return

    async def write_changes(self) -> None:
        """What became otherwise, as it stands now. Who is further on hears some of it twice: a line says what is, not what
        was done to it."""
        while behind := [one for one in self.followers if one.is_ready and one.change < self.known_change]:
            since = min(follower.change for follower in behind)
            text, last = await read_changes(self.room, since, self.known_change)
            for follower in behind:
                if follower.is_ready and follower in self.followers:
                    follower.change = max(follower.change, last)
                    self._write(follower, text)

    def _write(self, follower: Follower, text: str) -> None:
        rest = run_until_blocked(follower.send({"type": "websocket.send", "text": text}))
        if rest is not None:
            self._wait_for(follower, rest)

    def _catch_up(self, follower: Follower) -> None:
        self._wait_for(follower, self._read_alone(follower))

    async def _read_alone(self, follower: Follower) -> None:
        more = True
        while more and self._hears(follower):
            try:
                text, last, more = await read_frame(self.room, follower.seq, self.known)
            except Exception:
                logger.exception("Room %s could not be read.", self.room)
                await asyncio.sleep(RETRY_SECONDS)
                return
            if text is not None and self._hears(follower):
                await follower.send({"type": "websocket.send", "text": text})
                follower.seq = last

    def _hears(self, follower: Follower) -> bool:
        return not follower.holds and follower in self.followers

    def _wait_for(self, follower: Follower, rest: Awaitable[None]) -> None:
        follower.busy = True
        waiting = asyncio.ensure_future(rest)

        def free(done: asyncio.Future[None]) -> None:
            follower.busy = False
            if done.cancelled() or done.exception() is not None:
                self.followers.discard(follower)  # its line is gone; the browser opens a new one
            else:
                self.woken.set()

        waiting.add_done_callback(free)


@database_sync_to_async
def read_frame(room: int, after: int, known: int) -> tuple[str | None, int, bool]:
    """(frame, its last seq, whether more follows); the frame is None when nothing was said after `after`, up to `known`.

    For a room whose followers all passed the gate: what is said in it is the same for all of them.
    """
    return frame_after(Message.objects.filter(room=room, seq__lte=known).opened(), room, after)


@database_sync_to_async
def read_changes(room: int, since: int, known: int) -> tuple[str, int]:
    """(frame, the change up to which it tells)."""
    frame = changes_after(Message.objects.filter(room=room).opened(), room, since, known)
    return json.dumps(frame, ensure_ascii=False), frame["to"]
