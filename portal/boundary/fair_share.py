"""How much of the site one person can have at a time: who asks for more waits for his own turn, and nobody waits for him."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any

from network.sessions import session_cookie_name
from portal.boundary.sizes import Application, Receive, Scope, Send

MAX_AT_A_TIME = 3  # requests of one session that a process works on; a browser has up to six under way


@dataclass
class Turns:
    """Those of one session, kept as long as any of its requests is there."""

    free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_AT_A_TIME))
    requests: int = 0


class FairShare:
    """Stands before the application. Sockets are counted elsewhere: `network.rooms.live.socket_slots`."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._turns: dict[str, Turns] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = session_of(scope) if scope["type"] == "http" else ""
        if not session:
            return await self._application(scope, receive, send)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._turn(session))

            async def send_and_give_way(message: Mapping[str, Any]) -> None:
                """The work is done when the answer begins; on a thin line it goes out for minutes."""
                await stack.aclose()
                await send(message)

            return await self._application(scope, receive, send_and_give_way)

    @asynccontextmanager
    async def _turn(self, session: str) -> AsyncIterator[None]:
        turns = self._turns.setdefault(session, Turns())
        turns.requests += 1
        try:
            async with turns.free:
                yield
        finally:
            turns.requests -= 1
            if not turns.requests:
                del self._turns[session]


def session_of(scope: Scope) -> str:
    """The key that the request brings, or nothing."""
    header = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
    try:
        morsel = SimpleCookie(header).get(session_cookie_name())
    except CookieError:
        return ""
    return morsel.value if morsel else ""
