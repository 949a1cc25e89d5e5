"""How much may be sent to an address. What is larger is refused by its header, or where it goes beyond while it is read."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from network.sessions import session_cookie_name
from portal.boundary.cache_control import FOR_ONE_READER
from search.site import LANGUAGE_NAMES

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MEGABYTE = 1024 * 1024
MAX_WORDS = 6 * MEGABYTE  # of a form without files: DATA_UPLOAD_MAX_MEMORY_SIZE, and what stands around it
# Where files are sent: several with a text, one by one at the desk. Only who is signed in sends any.
MAX_FILES = (
    (re.compile(r"/\w\w/contribute/(?:new|\d+)/"), 96 * MEGABYTE),
    (re.compile(r"/admin/.*"), 32 * MEGABYTE),
)
# Up to twice of what may be sent is read and thrown away, so that a browser takes the time to show why it was refused.
DISCARD_FACTOR = 2


class TooLarge(Exception):
    """More came than the address takes."""


class SizeLimit:
    """Stands before the application."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._application(scope, receive, send)
        most, announced = most_for(scope), _announced(scope)
        if announced > most * DISCARD_FACTOR:
            return await _refuse(scope, send)
        if announced > most:
            await _throw_away(receive, announced)
            return await _refuse(scope, send)
        try:
            return await self._application(scope, _counted(receive, most), send)
        except TooLarge:
            return await _refuse(scope, send)


def most_for(scope: Scope) -> int:
    """In bytes."""
    is_known = session_cookie_name().encode() + b"=" in dict(scope["headers"]).get(b"cookie", b"")
    fitting = (most for pattern, most in MAX_FILES if pattern.fullmatch(scope["path"]))
    return next(fitting, MAX_WORDS) if is_known else MAX_WORDS


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _counted(receive: Receive, most: int) -> Receive:
    taken = 0

    async def counted() -> Mapping[str, Any]:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooLarge
        return message

    return counted


async def _throw_away(receive: Receive, announced: int) -> None:
    while announced > 0:
        message = await receive()
        announced -= len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return


async def _refuse(scope: Scope, send: Send) -> None:
    prefix = scope["path"].split("/", 2)[1] if scope["path"].startswith("/") else ""
    with translation.override(prefix if prefix in LANGUAGE_NAMES else "en"):
        page = render_to_string("413.html", {"megabytes": most_for(scope) // MEGABYTE}).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", FOR_ONE_READER.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": page})
