"""One member who does all that he can to keep the site busy, while another reads: how long the other waits, at worst."""

import http.client
import multiprocessing
import re
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from http.cookiejar import CookieJar
from io import BytesIO
from itertools import cycle
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path
from uuid import uuid4

from PIL import Image
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from bench.measuring import Measurement
from bench.site.world import World
from portal.demonstration.accounts import PASSWORD
from tests.journeys.conftest import Site, running
from tests.nasty_texts import nasty_texts

LIMIT = 2_000.0  # milliseconds
SECONDS_ALONE, SECONDS_OF_BEGINNING, SECONDS = 10, 5, 40
PAGES = ("/en/", "/ru/cases/", "/en/cases/chu-talas/", "/ru/search/?q=вода", "/en/search/?q=water+gauges", "/en/rooms/")


class Visitor:
    """A browser without a screen, signed in."""

    def __init__(self, site: Site, email: str) -> None:
        self.site, self.cookies = site, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self.send("/en/account/login/", {"login": email, "password": PASSWORD})

    def get(self, path: str) -> str:
        address = urllib.parse.quote(self.site.url + path, safe=":/?=&+%")
        with self.opener.open(address, timeout=60) as answer:
            return str(answer.read().decode())

    def send(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> None:
        """A form as a browser sends it. What is refused is no matter."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        boundary = uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": token[1] if token else "", **fields}.items()
        ]
        if file:
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{file[0]}"; filename="a.png"\r\n\r\n'
            parts += [head.encode(), file[1], b"\r\n"]
        body = b"".join([*parts, f"--{boundary}--\r\n".encode()])
        kind = f"multipart/form-data; boundary={boundary}"
        headers = {"Content-Type": kind, "Referer": self.site.url + path, "Origin": self.site.url}
        with suppress(urllib.error.HTTPError):
            self.opener.open(urllib.request.Request(self.site.url + path, body, headers), timeout=120).close()

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.cookies)


def abuse(_world: World | None = None) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), EMBEDDINGS_URL="off") as site:
        reader = Visitor(site, "alumnus@demo.example")
        yield _beside("alone", _slowest(reader, SECONDS_ALONE))
        processes = multiprocessing.get_context("spawn")
        over = processes.Event()
        asked = processes.Value("i", 0)
        abuser = processes.Process(target=_abuse, args=(site, over, asked))
        abuser.start()
        time.sleep(SECONDS_OF_BEGINNING)
        slowest = _slowest(reader, SECONDS)
        over.set()
        abuser.join()
        yield _beside(f"beside one abusive member who asked {asked.value} times", slowest)


def _abuse(site: Site, over: Event, asked: "Synchronized[int]") -> None:
    """In a process of its own, so that it takes no time from who reads but what the site takes."""
    abuser = Visitor(site, "alumna@demo.example")
    threads = [threading.Thread(target=_again, args=(way, abuser, over, asked)) for way in WAYS for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _beside(name: str, slowest: float) -> Measurement:
    label = f"slowest page of a reader {name}, beside the limit"
    return Measurement(label, round(slowest), LIMIT, round(slowest / LIMIT, 2), "ms")


def _slowest(reader: Visitor, seconds: float) -> float:
    until, slowest = time.monotonic() + seconds, 0.0
    for page in cycle(PAGES):
        begun = time.monotonic()
        if begun > until:
            return slowest * 1_000
        reader.get(page)
        slowest = max(slowest, time.monotonic() - begun)
    raise AssertionError("a cycle has no end")


def _again(way: Callable[[Visitor], None], abuser: Visitor, over: Event, asked: "Synchronized[int]") -> None:
    while not over.is_set():
        with suppress(OSError, http.client.HTTPException, WebSocketException):
            way(abuser)
        with asked.get_lock():
            asked.value += 1


NASTY = cycle(nasty_texts().values())


def _save(abuser: Visitor) -> None:
    text = next(NASTY)
    fields = {"action": "save", "title": uuid4().hex, "context": text, "challenge": text, "client_id": str(uuid4())}
    abuser.send("/en/contribute/new/?kind=case", fields)


def _send_pictures(abuser: Visitor) -> None:
    fields = {"action": "save", "title": uuid4().hex, "client_id": str(uuid4())}
    abuser.send("/en/contribute/new/?kind=case", fields, ("cover", _picture()))


@cache
def _picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (7_200, 5_500), "teal").save(file, "PNG")
    return file.getvalue()


def _send_much(abuser: Visitor) -> None:
    host = urllib.parse.urlsplit(abuser.site.url).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request("POST", "/en/contribute/new/", b"x" * 8_000_000, {"Content-Length": "200000000"})
    connection.getresponse().read()
    connection.close()


def _search(abuser: Visitor) -> None:
    words = " ".join(f"{letter}{uuid4().hex[:9]}" for letter in "abcdefghijklmnopqrstuvwxyz" * 4)
    abuser.get(f"/en/search/?q={words[:1_000]}")


def _talk(abuser: Visitor) -> None:
    address = abuser.site.url.replace("http", "ws") + "/ws/"
    with connect(address, additional_headers={"Cookie": abuser.cookie, "Origin": abuser.site.url}) as socket:
        for _frame in range(500):
            socket.send('{"do": "open", "room": 1, "after": 0}')
            socket.send("[" * 2_000)


WAYS = (_save, _send_pictures, _send_much, _search, _talk)
