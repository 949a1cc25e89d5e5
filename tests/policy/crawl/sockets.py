"""One viewer's socket: it asks for every room, and for one that does not exist."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from asgiref.testing import ApplicationCommunicator
from django.conf import settings

from portal.routing import sockets

QUIET = 0.2  # seconds without a frame, after which nothing more is expected: a busy room writes every 0.05
KEY = UUID(int=7)


class Tab(ApplicationCommunicator):
    """One open tab, without the server between."""

    def __init__(self, session: str) -> None:
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
        headers = [(b"origin", settings.ALLOWED_ORIGINS[0].encode()), (b"cookie", cookie.encode())]
        super().__init__(sockets, {"type": "websocket", "path": "/ws/", "query_string": b"", "headers": headers})

    async def connect(self) -> None:
        await self.send_input({"type": "websocket.connect"})
        assert (await self.receive_output(5))["type"] == "websocket.accept"

    async def do(self, **frame: Any) -> None:
        await self.send_input({"type": "websocket.receive", "text": json.dumps(frame)})

    async def frames(self, rooms: Collection[int]) -> dict[int, list[dict[str, Any]]]:
        """What comes until something has come from each of the rooms, and nothing more does."""
        frames: dict[int, list[dict[str, Any]]] = defaultdict(list)
        while set(rooms) - set(frames) or not await self.receive_nothing(QUIET):
            frame = json.loads((await self.receive_output(5))["text"])
            frames[frame["room"]].append(frame)
        return dict(frames)

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(5)


async def everything_said(session: str, rooms: Mapping[int, str]) -> dict[int, list[dict[str, Any]]]:
    """Frames by room, once the socket has asked to follow each room and to speak in each. rooms: id to address of a topic."""
    tab = Tab(session)
    await tab.connect()
    for room, topic in rooms.items():
        await tab.do(do="open", room=room, after=0)
        await tab.do(do="read", room=room, topic=topic, seq=1)
    frames = await tab.frames(rooms)
    await tab.disconnect()
    return frames


async def answers_to_speaking(session: str, rooms: Mapping[int, str]) -> dict[int, list[dict[str, Any]]]:
    """Frames by room, once the socket has tried to say something in each."""
    tab = Tab(session)
    await tab.connect()
    for room, topic in rooms.items():
        await tab.do(do="say", room=room, topic=topic, id=str(KEY), text="Good morning", language="en")
    frames = await tab.frames(rooms)
    await tab.disconnect()
    return frames


async def closing_code(session: str) -> int:
    """With what the server closes a socket that it does not keep; 0 if it keeps it."""
    tab = Tab(session)
    await tab.connect()
    if await tab.receive_nothing(QUIET):
        await tab.disconnect()
        return 0
    return int((await tab.receive_output())["code"])
