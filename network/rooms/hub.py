"""Who follows what in one process, and how the process hears of news.

A wake-up says "room 7 is at 4711", and never more: what was said is read from the database. So a wake-up that is lost, and a
layer that is away, cost seconds and no message.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer

from network.access.changes import LAYER_IS_AWAY, viewer_group
from network.rooms.feed import Follower, RoomFeed, Send
from network.rooms.models import Room

logger = logging.getLogger(__name__)

# A wake-up can be lost, when Redis starts anew: so often, seconds, the hub looks for itself.
LOOKS_FOR_ITSELF = 5.0
LAYER_PATIENCE = 3.0  # seconds

Recheck = Callable[[], Awaitable[None]]


class Hub:
    """The feeds of this process, and the one channel on which it is woken."""

    def __init__(self) -> None:
        self.feeds: dict[int, RoomFeed] = {}
        self.viewers: dict[int, set[Recheck]] = {}
        self._channel = ""
        # Groups of the layer that somebody here waits for, and those that the hub is in.
        self._wanted: set[str] = set()
        self._joined: set[str] = set()
        self._joining = asyncio.Lock()
        self._tasks: set[asyncio.Future[None]] = set()

    async def follow(self, room: Room, send: Send, after: int) -> Follower:
        """Write to `send` whatever is said in the room after `after`, until `leave`. The gate was asked by the caller."""
        feed = self.feeds.get(room.pk)
        if feed is None:
            feed = self.feeds[room.pk] = RoomFeed(room.pk)
        follower = Follower(send, min(after, room.last_seq))
        feed.followers.add(follower)
        feed.woken.set()
        await self._want(room.group)
        # Said between the first reading and the joining: no wake-up told of it.
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
            await self._want_no_more(f"room.{room}")

    async def watch_viewer(self, member: int, recheck: Recheck) -> None:
        """Call `recheck` whenever it is told that this member's keys changed."""
        self.viewers.setdefault(member, set()).add(recheck)
        await self._want(viewer_group(member))

    async def unwatch_viewer(self, member: int, recheck: Recheck) -> None:
        watching = self.viewers.get(member, set())
        watching.discard(recheck)
        if not watching and self.viewers.pop(member, None) is not None:
            await self._want_no_more(viewer_group(member))

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
                async with asyncio.timeout(LAYER_PATIENCE):
                    await self._join_or_part(group)
            except LAYER_IS_AWAY as error:
                logger.warning("The layer is away, the database is looked at every %s s: %s", LOOKS_FOR_ITSELF, error)

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
            except LAYER_IS_AWAY as error:
                logger.warning("The layer is away: %s", error)
                await asyncio.sleep(1)
                continue
            if event["type"] == "room.woken" and (feed := self.feeds.get(event["room"])):
                feed.woken.set()
            elif event["type"] == "viewer.changed":
                for recheck in list(self.viewers.get(event["member"], ())):
                    self._keep(asyncio.ensure_future(self._soon(recheck)))

    async def _soon(self, recheck: Recheck) -> None:
        # Who signs out is told of before his session is emptied.
        await asyncio.sleep(0.3)
        await recheck()

    def _keep(self, task: asyncio.Future[None]) -> None:
        """The loop itself holds its tasks only weakly."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def look_for_itself(self) -> None:
        """What is done now and then in case that a wake-up was lost."""
        for group in self._wanted ^ self._joined:
            await self._tune(group)
        for feed in list(self.feeds.values()):
            feed.woken.set()

    async def keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOKS_FOR_ITSELF)
            await self.look_for_itself()

    def start(self) -> None:
        self._keep(asyncio.ensure_future(self.keep_looking()))


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    found = _hubs.get(loop)
    if found is None:
        found = _hubs[loop] = Hub()
        found.start()
    return found
