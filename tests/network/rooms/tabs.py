"""Open tabs of members, for tests of what comes over the socket."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import uuid4

from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client

from network.people.models import Member
from network.rooms.models import Room, Topic
from portal.routing import sockets

FAILED_AFTER = 60  # seconds; what is to come comes in the same instant, and only where it is missing does anybody wait
ORIGIN = settings.ALLOWED_ORIGINS[0]


class Tab(ApplicationCommunicator):
    """One open tab of a member's browser, without the server between."""

    def __init__(self, cookie: str = "", origin: str = ORIGIN, path: str = "/ws/") -> None:
        headers = [(b"origin", origin.encode()), (b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())]
        super().__init__(sockets, {"type": "websocket", "path": path, "query_string": b"", "headers": headers})

    async def connect(self) -> bool:
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(FAILED_AFTER))["type"] == "websocket.accept"

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(FAILED_AFTER)

    async def write(self, text: str) -> None:
        await self.send_input({"type": "websocket.receive", "text": text})

    async def do(self, **frame: Any) -> None:
        await self.write(json.dumps(frame))

    async def frame(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads((await self.receive_output(FAILED_AFTER))["text"])
        return frame

    async def next(self, kind: str) -> dict[str, Any]:
        while (frame := await self.frame())["is"] != kind:
            pass
        return frame

    async def lines(self, number: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while len(found) < number:
            found += (await self.next("lines"))["lines"]
        return found

    async def closing_code(self) -> int:
        return int((await self.receive_output(FAILED_AFTER))["code"])


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
    await tab.do(do="say", room=topic.room_id, topic=topic.slug, id=key, text=text, language="ru")
    return key


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(FAILED_AFTER):
        while not condition():
            await asyncio.sleep(0.01)
