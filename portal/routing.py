"""The one socket of the site."""

from typing import Any

from channels.routing import URLRouter
from channels.sessions import SessionMiddlewareStack
from django.urls import path, re_path

from network.rooms.live.consumers import LiveConsumer


async def nowhere(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Whoever knocks at an address that does not exist is turned away, as with a page, and not by an error."""
    await receive()
    await send({"type": "websocket.close"})


_VIEWS: Any = (LiveConsumer.as_asgi(), nowhere)  # sockets: path() takes the views of requests alone, by its types
live, absent = _VIEWS
sockets = SessionMiddlewareStack(URLRouter([path("ws/", live), re_path("", absent)]))
