"""The one socket of a tab. It reads frames and answers them; what is said to rooms comes to it through the hub."""

import asyncio
import json
import logging
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.db import DatabaseError
from django.utils import translation

from network.access.errors import Refusal
from network.access.gate import guarded
from network.people.models import Member
from network.rooms.actions import mark_read, post_message
from network.rooms.errors import RETRYABLE, StorageUnavailable
from network.rooms.live.admission import Ticket, ticket_of, viewer_at
from network.rooms.live.attendance import NO_LONGER_WELCOME
from network.rooms.live.hub import Follower, hub
from network.rooms.live.socket_slots import Slot, give_back, take_slot
from network.rooms.models import Room, Topic
from search.input.xml_text import to_xml_data
from search.site import DEFAULT_LANGUAGE, LANGUAGE_NAMES, is_own_origin

logger = logging.getLogger(__name__)

MAX_FRAME_BYTES = 16 * 1024  # bytes
MAX_ROOMS = 40  # more than stand on a page of rooms, which follows them all
# A tab says little by itself. What is beyond is taken slowly, and then holds up nobody but itself.
MAX_FRAMES_PER_SECOND = 20
NOT_SIGNED_IN, TRY_AGAIN_LATER = 4401, 1013


class LiveConsumer(AsyncWebsocketConsumer):
    """One open tab, with all the rooms that it follows. The gate is asked each time with the keys of that moment."""

    # The hub alone is in the layer: a channel for each socket would be one more thing that can fail.
    channel_layer_alias = None

    ticket: Ticket
    slot: Slot | None

    async def connect(self) -> None:
        self.follows: dict[int, Follower] = {}
        self.changes = 0
        self.name = uuid4().hex
        self.is_in = False
        self.second, self.frames = monotonic(), 0
        if not is_own_origin(dict(self.scope["headers"]).get(b"origin", b"").decode("latin-1")):
            await self.close()
            return
        # Accepted first in any case: a browser is told the code of a closing, and never why it was not let in.
        await self.accept()
        try:
            is_known = await self._come_in()
        except DatabaseError as error:
            await self._try_again_later(error)
            return
        if not is_known:
            await self.close(NOT_SIGNED_IN)
            return
        self.is_in = True
        await hub().enter(self)

    async def disconnect(self, code: int) -> None:
        was_in, self.is_in = self.is_in, False
        for room in list(self.follows):
            await self._leave(room)
        if was_in:
            await hub().part(self)
            await database_sync_to_async(give_back)(self.slot)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        frame = parse_frame(text_data)
        if frame is None or not self.is_in:
            await self.close(1003)
            return
        # Another member signed in in this browser: what waits in a tab of the first is not his.
        if frame.get("as", self.ticket.member_id) != self.ticket.member_id:
            await self.dismiss(NO_LONGER_WELCOME)
            return
        await self._slow_down()
        do = frame.get("do")
        if isinstance(do, str) and do in {"open", "close", "say", "read", "ping"}:
            try:
                await getattr(self, f"do_{do}")(frame)
            except DatabaseError as error:
                await self._try_again_later(error)

    async def do_ping(self, _frame: dict[str, Any]) -> None:
        await self.answer({"is": "pong"})

    async def do_open(self, frame: dict[str, Any]) -> None:
        asked = number(frame, "room")
        await self._leave(asked)
        room = await self._room_now(asked) if len(self.follows) < MAX_ROOMS else None
        if room is None or not self.is_in:
            await self.answer({"is": "absent", "room": frame.get("room")})
            return
        # Nothing may be waited for between the gate and here: a loss told meanwhile would pass this follower over.
        since = number(frame, "since") if "since" in frame else room.last_change
        self.follows[asked] = hub().follow(room, self.base_send, number(frame, "after"), since)
        await self.answer({"is": "open", "room": asked, "to": room.last_seq, "change": room.last_change})
        await hub().listen(asked)

    async def do_close(self, frame: dict[str, Any]) -> None:
        await self._leave(number(frame, "room"))

    async def do_say(self, frame: dict[str, Any]) -> None:
        room, key = number(frame, "room"), frame.get("id")
        try:
            seq = await self._say(room, UUID(str(key)), frame)
        except Refusal as refusal:
            answer = {"is": "refused", "room": room, "id": key, "status": refusal.status}
            await self.answer(answer | {"sentence": str(refusal), "retry": refusal.status in RETRYABLE})
        except (ValueError, TypeError):
            await self.answer({"is": "refused", "room": room, "id": key, "status": 400, "sentence": "", "retry": False})
        else:
            stored = {"is": "said", "room": room, "id": key, "seq": seq}
            await self.answer(stored if seq else {"is": "absent", "room": room})

    async def do_read(self, frame: dict[str, Any]) -> None:
        await self._mark(frame, number(frame, "seq"))

    async def lose(self, room: int) -> None:
        if room in self.follows:
            await self._leave(room)
            await self.answer({"is": "absent", "room": room})

    async def dismiss(self, code: int) -> None:
        if self.is_in:
            await self.disconnect(code)
            await self.close(code)

    async def answer(self, frame: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(frame, ensure_ascii=False))

    async def _try_again_later(self, error: DatabaseError) -> None:
        """The browser opens a new line after a pause, and asks for what it missed."""
        logger.warning("A socket was closed for now: %s", error)
        await self.close(TRY_AGAIN_LATER)

    async def _slow_down(self) -> None:
        self.frames += 1
        if monotonic() - self.second > 1:
            self.second, self.frames = monotonic(), 1
        if self.frames > MAX_FRAMES_PER_SECOND:
            await asyncio.sleep(1 / MAX_FRAMES_PER_SECOND)

    @database_sync_to_async
    def _come_in(self) -> bool:
        ticket = ticket_of(self.scope["session"].session_key)
        if ticket is not None:
            self.ticket, self.slot = ticket, take_slot(ticket.member_id)
        return ticket is not None

    async def _leave(self, room: int) -> None:
        if follower := self.follows.pop(room, None):
            await hub().leave(room, follower)

    async def _room_now(self, room: int) -> Room | None:
        """The room, as no key has been lost since it was asked for."""
        while True:
            changes = self.changes
            found: Room | None = await self._room(room)
            if changes == self.changes or found is None:
                return found

    @database_sync_to_async
    def _room(self, room: int) -> Room | None:
        with guarded():
            return Room.visible.to(viewer_at(self.ticket)).filter(pk=room).first()

    @database_sync_to_async
    def _say(self, room: int, key: UUID, frame: dict[str, Any]) -> int:
        """The `seq` of what was said; 0 if there is no such topic for this viewer."""
        language = str(frame.get("language") or DEFAULT_LANGUAGE)
        language = language if language in LANGUAGE_NAMES else DEFAULT_LANGUAGE
        text = str(frame.get("text", ""))
        with guarded(), translation.override(language):
            try:
                author = Member.objects.filter(pk=self.ticket.member_id, is_active=True).first()
                # Asked with the keys of this moment: a room may have been lost since it was opened.
                found = self._topic(room, frame)
                if author is None or found is None:
                    return 0
                return post_message(found, author, client_id=key, text=text, language=language).seq
            except DatabaseError as error:
                logger.warning("A message was not stored: %s", error)
                raise in_words(StorageUnavailable()) from error
            except Refusal as refusal:
                raise in_words(refusal) from None

    def _topic(self, room: int, frame: dict[str, Any]) -> Topic | None:
        topics = Topic.visible.to(viewer_at(self.ticket)).select_related("room")
        return topics.filter(room=room, slug=str(frame.get("topic"))[:80]).first()

    @database_sync_to_async
    def _mark(self, frame: dict[str, Any], seq: int) -> None:
        with guarded():
            found = self._topic(number(frame, "room"), frame)
        if found is not None:
            mark_read(found, Member.objects.get(pk=self.ticket.member_id), seq=seq, tab=self.name)


def in_words(refusal: Refusal) -> Refusal:
    """The same refusal, put into words here, where the reader's language is active."""
    refusal.sentence, refusal.details = str(refusal), {}
    return refusal


def parse_frame(text: str | None) -> dict[str, Any] | None:
    """A frame, or None for what is none."""
    if text is None or len(text.encode("utf-8", "surrogatepass")) > MAX_FRAME_BYTES:
        return None
    try:
        frame = json.loads(text)
        return to_xml_data(frame) if isinstance(frame, dict) else None
    except (ValueError, RecursionError):
        return None


def number(frame: dict[str, Any], name: str) -> int:
    """A whole number from a frame, 0 for anything else."""
    value = frame.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**62 else 0
