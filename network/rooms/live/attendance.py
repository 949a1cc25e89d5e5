"""The open sockets of one process, and whether each may stay."""

import asyncio
import logging
from collections.abc import Collection, Coroutine, Iterable
from typing import Any, Protocol

from channels.db import database_sync_to_async
from django.db import DatabaseError

from network.rooms.live.admission import Ticket, open_rooms
from network.rooms.live.feed import Follower
from network.rooms.live.socket_slots import Slot, renew_slots

logger = logging.getLogger(__name__)

NO_LONGER_WELCOME, TOO_MANY_TABS = 4403, 4408  # with what a socket is closed
BATCH_SIZE = 500  # sockets; a query names them all
RETRY_SECONDS = 1.0  # after the database could not be asked


class Socket(Protocol):
    """One open tab. changes: how often it was told that something may have been lost."""

    name: str
    ticket: Ticket
    slot: Slot | None
    follows: dict[int, Follower]
    changes: int

    def answer(self, frame: dict[str, Any]) -> Coroutine[Any, Any, None]: ...

    def lose(self, room: int) -> Coroutine[Any, Any, None]: ...

    def dismiss(self, code: int) -> Coroutine[Any, Any, None]: ...


class Attendance:
    """Who is here. Whoever may have lost something hears nothing until that is known."""

    def __init__(self) -> None:
        self._of: dict[int, set[Socket]] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    def add(self, socket: Socket) -> None:
        self._of.setdefault(socket.ticket.member_id, set()).add(socket)

    def remove(self, socket: Socket) -> bool:
        """Whether it was the last one of its member."""
        member = socket.ticket.member_id
        sockets = self._of.get(member, set())
        sockets.discard(socket)
        return not sockets and self._of.pop(member, None) is not None

    def of(self, member: int) -> list[Socket]:
        return list(self._of.get(member, ()))

    def all(self) -> list[Socket]:
        return [socket for sockets in self._of.values() for socket in sockets]

    def in_room(self, room: int) -> list[Socket]:
        return [socket for socket in self.all() if room in socket.follows]

    async def ask_all(self) -> None:
        """What is done now and then, for losses of which nobody told."""
        sockets = self.all()
        slots = [socket.slot for socket in sockets if socket.slot]
        self.give_way({slot.holder for slot in await database_sync_to_async(renew_slots)(slots)})
        for start in range(0, len(sockets), BATCH_SIZE):
            try:
                await self._ask(sockets[start : start + BATCH_SIZE])
            except DatabaseError as error:
                logger.warning("Who may stay could not be asked: %s", error)

    def give_way(self, holders: Collection[str]) -> None:
        """A member has more tabs than anybody needs: the oldest have made room for new ones, and rest."""
        for socket in self.all():
            if socket.slot and socket.slot.holder in holders:
                self._part(socket.follows.values(), socket.dismiss(TOO_MANY_TABS))

    def hold(self, sockets: Iterable[Socket]) -> list[Follower]:
        """From now on they hear nothing; `ask_held` lets go of what this returns."""
        held: list[Follower] = []
        for socket in sockets:
            socket.changes += 1
            held += socket.follows.values()
        for follower in held:
            follower.holds += 1
        return held

    async def ask_held(self, sockets: Collection[Socket], held: Iterable[Follower]) -> None:
        while True:
            try:
                await self._ask(sockets)
            except DatabaseError as error:
                logger.warning("Who may stay could not be asked, and is asked again: %s", error)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                break
        for follower in held:
            follower.holds -= 1

    async def _ask(self, sockets: Collection[Socket]) -> None:
        asked: dict[Ticket, set[int]] = {}
        for socket in sockets:
            asked.setdefault(socket.ticket, set()).update(socket.follows)
        opened = await database_sync_to_async(open_rooms)(asked)
        for socket in sockets:
            if socket.ticket not in opened:
                self._part(socket.follows.values(), socket.dismiss(NO_LONGER_WELCOME))
                continue
            for room in (asked[socket.ticket] - opened[socket.ticket]) & set(socket.follows):
                self._part([socket.follows[room]], socket.lose(room))

    def _part(self, followers: Iterable[Follower], farewell: Coroutine[Any, Any, None]) -> None:
        """They hear nothing more from this moment; saying so may take a slow line its time, and holds up nobody."""
        for follower in followers:
            follower.holds += 1
        task = asyncio.ensure_future(farewell)
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
