"""Who follows what in one process, and how the process hears of news.

A wake-up says "room 7 is at 4711", and never more: what was said is read from the database. So a wake-up that is lost, and a
layer that is away, cost seconds and no message.
"""

import asyncio
import logging
from collections.abc import Collection
from typing import Any
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.db import DatabaseError

from network.access.broadcasts import LAYER_ERRORS, viewer_group
from network.rooms.keys import room_group
from network.rooms.live.attendance import Attendance, Socket
from network.rooms.live.feed import Follower, RoomFeed, Send
from network.rooms.live.lines import mark_frame
from network.rooms.models import Room
from network.rooms.models.rooms import newest_in

logger = logging.getLogger(__name__)

# A wake-up can be lost, when Redis starts anew: so often, seconds, the hub looks for itself.
POLL_SECONDS = 5.0
LAYER_TIMEOUT_SECONDS = 3.0  # seconds
# Between looking and reading, seconds: what was told before the look is heard before it is acted on.
DELIVERY_SECONDS = 0.2
# Seconds. Nobody may hear for longer than half a minute after a key was lost of which nobody told.
RECHECK_SECONDS = 20.0


class Hub:
    """The feeds of this process, and the one channel on which it is woken."""

    def __init__(self) -> None:
        self.feeds: dict[int, RoomFeed] = {}
        self.attendance = Attendance()
        self._channel = ""
        # Groups of the layer that somebody here waits for, and those that the hub is in.
        self._wanted: set[str] = set()
        self._joined: set[str] = set()
        self._joining = asyncio.Lock()
        self._tasks: set[asyncio.Future[None]] = set()

    def follow(self, room: Room, send: Send, after: int, since: int) -> Follower:
        """Write to `send` what is said in the room after `after`, and what becomes otherwise there after its change `since`,
        until `leave`. The gate was asked by the caller."""
        feed = self.feeds.get(room.pk)
        if feed is None:
            feed = self.feeds[room.pk] = RoomFeed(room.pk)
        follower = Follower(send, min(after, room.last_seq), min(since, room.last_change))
        feed.followers.add(follower)
        feed.wake(room.last_seq, room.last_change)
        return follower

    async def listen(self, room: int) -> None:
        """Be woken for the room; what was said before the layer knows of us, no wake-up told of."""
        await self._want(room_group(room))
        self._keep(asyncio.ensure_future(self._look([room])))

    async def leave(self, room: int, follower: Follower) -> None:
        feed = self.feeds.get(room)
        if feed is None:
            return
        feed.followers.discard(follower)
        if not feed.followers:
            del self.feeds[room]
            feed.task.cancel()
            await self._want_no_more(room_group(room))

    async def enter(self, socket: Socket) -> None:
        """Ask again whether the socket may stay, now and then, and whenever it is told that its member's keys changed."""
        self.attendance.add(socket)
        await self._want(viewer_group(socket.ticket.member_id))

    async def part(self, socket: Socket) -> None:
        if self.attendance.remove(socket):
            await self._want_no_more(viewer_group(socket.ticket.member_id))

    async def _want(self, group: str) -> None:
        self._wanted.add(group)
        await self._tune(group)

    async def _want_no_more(self, group: str) -> None:
        self._wanted.discard(group)
        await self._tune(group)

    async def _tune(self, group: str) -> None:
        """Be in a group of the layer if it is wanted here, and out of it if not. One at a time: people come and go."""
        async with self._joining:
            if (group in self._wanted) == (group in self._joined):
                return
            try:
                async with asyncio.timeout(LAYER_TIMEOUT_SECONDS):
                    await self._join_or_part(group)
            except LAYER_ERRORS as error:
                logger.warning("The layer is away, the database is looked at every %s s: %s", POLL_SECONDS, error)

    async def _join_or_part(self, group: str) -> None:
        layer = get_channel_layer()
        if not self._channel:
            self._channel = await layer.new_channel("hub")
            self._keep(asyncio.ensure_future(self._be_woken()))
        if group in self._wanted:
            await layer.group_add(group, self._channel)
            self._joined.add(group)
        else:
            await layer.group_discard(group, self._channel)
            self._joined.discard(group)

    async def _be_woken(self) -> None:
        layer = get_channel_layer()
        while True:
            try:
                event = await layer.receive(self._channel)
            except LAYER_ERRORS as error:
                logger.warning("The layer is away: %s", error)
                await asyncio.sleep(1)
                continue
            self._hear(event)

    def _hear(self, event: dict[str, Any]) -> None:
        kind = event["type"]
        if kind == "room.woken" and (feed := self.feeds.get(event["room"])):
            feed.wake(event["seq"], event["change"])
        elif kind == "viewer.changed":
            self._ask_again(self.attendance.of(event["member"]))
        elif kind == "viewer.read":
            self._tell_others(event)
        elif kind == "viewer.crowded":
            self.attendance.give_way([event["holder"]])
        elif kind == "room.changed":
            self._ask_again(self.attendance.in_room(event["room"]))

    def _ask_again(self, sockets: list[Socket]) -> None:
        """Held at once, in the order of events: what is said after a key was taken away is told after it, too."""
        held = self.attendance.hold(sockets)
        self._keep(asyncio.ensure_future(self._ask_held(sockets, held)))

    def _tell_others(self, event: dict[str, Any]) -> None:
        """A member's other tabs are told how far he has read; most members have one, and then nothing is counted."""
        if others := [socket for socket in self.attendance.of(event["member"]) if socket.name != event["tab"]]:
            self._keep(asyncio.ensure_future(self._tell_mark(others, event)))

    async def _tell_mark(self, others: list[Socket], event: dict[str, Any]) -> None:
        try:
            frame = await database_sync_to_async(mark_frame)(event["topic"], event["member"], event["seq"])
        except DatabaseError as error:
            logger.warning("What is read could not be told: %s", error)
            return
        for socket in others if frame else ():
            self._keep(asyncio.ensure_future(socket.answer(frame)))

    async def _ask_held(self, sockets: list[Socket], held: list[Follower]) -> None:
        await self.attendance.ask_held(sockets, held)
        for feed in list(self.feeds.values()):
            feed.woken.set()

    def _keep(self, task: asyncio.Future[None]) -> None:
        """The loop itself holds its tasks only weakly."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def poll(self) -> None:
        """What is done now and then in case that a wake-up was lost."""
        for group in self._wanted ^ self._joined:
            await self._tune(group)
        await self._look(list(self.feeds))

    async def _look(self, rooms: Collection[int]) -> None:
        """Find what was said there though nobody told of it: one query for all."""
        try:
            newest = await database_sync_to_async(newest_in)(rooms) if rooms else {}
        except DatabaseError as error:
            logger.warning("Whether something was said could not be asked: %s", error)
            return
        await asyncio.sleep(DELIVERY_SECONDS)
        for room, place in newest.items():
            if feed := self.feeds.get(room):
                feed.wake(*place)

    async def keep_looking(self) -> None:
        while True:
            await asyncio.sleep(POLL_SECONDS)
            await self.poll()

    async def keep_asking(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            await self.attendance.ask_all()

    def start(self) -> None:
        self._keep(asyncio.ensure_future(self.keep_looking()))
        self._keep(asyncio.ensure_future(self.keep_asking()))


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    found = _hubs.get(loop)
    if found is None:
        found = _hubs[loop] = Hub()
        found.start()
    return found
