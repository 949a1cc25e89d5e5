"""A topic as its page has it, made of the components themselves, and the site at the other end of its lines."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from playwright.sync_api import Page, WebSocketRoute

from tests.js.conftest import until

ME, OTHER = 12, 13
DAYS = (date(2024, 5, 1), date(2024, 5, 2))
WORDS = {
    "waits": "Waits",
    "sending": "Sending",
    "sent": "Sent",
    "failed": "Not sent",
    "online": "Connected",
    "resting": "Resting",
    "offline": "No line",
    "signed-out": "Signed out",
    "again": "Again",
    "copy": "Copy",
    "copied": "Copied",
    "drop": "Delete",
    "below": "New below",
    "absent": "Not open",
}


def topic(*messages: str, after: int = 0, unnamed: bool = False, past: bool = False, composer: bool = True) -> str:
    """The page of the topic "meters" of room 7, which stands at `after`, with these messages."""
    words = " ".join(f'data-{name}="{value}"' for name, value in WORDS.items())
    flags = ("data-unnamed " if unnamed else "") + ("data-past" if past else "")
    shape = render_to_string("components/message_shape.html", {"unnamed": unnamed})
    days = "".join(f'<template data-day="{day}">{day_line(day)}</template>' for day in DAYS)
    return f"""<live-topic data-room="7" data-topic="meters" data-after="{after}" data-since="0" data-me="{ME}" data-zone="Asia/Bishkek"
      data-lines="/lines/" data-say="/say/" {words} {flags}>
    <a data-topic="pumps" href="/pumps/"><span hidden>{render_to_string("components/count.html", {"count": 0})}</span></a>
    <div role="log" data-log>{"".join(messages)}</div>
    <button data-news hidden></button><div data-outbox></div>{COMPOSER if composer else ""}
    <template data-message>{shape}</template>{days}</live-topic>"""


COMPOSER = """<form class="composer" method="post" action="/page/"><label for="text">Your message</label>
<textarea id="text" name="text" data-limit="40"></textarea><span class="composer__state" role="status"></span><button>Send</button></form>"""


def day_line(day: date) -> str:
    return render_to_string("components/day_line.html", {"day": day})


def message(seq: int, by: int = OTHER, height: int = 20) -> str:
    """One that stood in the page when it was made."""
    return f"""<article class="message" id="message-{seq}" data-seq="{seq}" data-by="{by}" style="height: {height}px">
    <span class="message__author">Gulnara</span><p class="message__text">said {seq}</p></article>"""


def line(seq: int, **more: Any) -> dict[str, Any]:
    """One that comes over the socket; what is None is left out."""
    told = {
        "seq": seq,
        "topic": "meters",
        "language": "ru",
        "html": f"<p>said {seq}</p>",
        "by": OTHER,
        "author": "Gulnara",
    }
    told |= {"at": "2024-05-01T09:05:00Z"} | more
    return {name: value for name, value in told.items() if value is not None}


class Sockets:
    """The other end of all sockets that the tab opens. said: what came, frame by frame."""

    def __init__(self, page: Page) -> None:
        self.page, self.said, self.opened = page, [], []
        page.route_web_socket("**/ws/", self._open)

    def _open(self, socket: WebSocketRoute) -> None:
        self.opened.append(socket)
        socket.on_message(lambda text: self.said.append(json.loads(text)))

    def tell(self, is_: str, **frame: Any) -> None:
        self.opened[-1].send(json.dumps({"is": is_, "room": 7} | frame))

    def tell_lines(self, *lines: dict[str, Any]) -> None:
        self.tell("lines", to=lines[-1]["seq"], lines=list(lines), more=False)

    def close(self, code: int) -> None:
        self.opened[-1].close(code=code)

    def were_opened(self, times: int) -> None:
        until(self.page, lambda: len(self.opened) >= times)

    def hear(self, do: str, times: int = 1) -> dict[str, Any]:
        """The so manyeth frame of that kind, once it has come."""
        found: Callable[[], list[dict[str, Any]]] = lambda: [frame for frame in self.said if frame["do"] == do]  # noqa: E731
        until(self.page, lambda: len(found()) >= times)
        return found()[times - 1]
