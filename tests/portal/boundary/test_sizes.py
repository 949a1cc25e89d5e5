"""Nobody fills the disk or the memory of the site with one request."""

from typing import Any

import pytest

from portal.boundary.sizes import MAX_WORDS, MEGABYTE, SizeLimit
from tests.policy.crawl.routes import routes

SIGNED_IN = [(b"cookie", b"csrftoken=a; sessionid=b")]
CHUNK = b"x" * MEGABYTE


class Visit:
    """One request whose body goes on as long as somebody takes it."""

    def __init__(self, path: str, *headers: tuple[bytes, bytes], chunks: int = 200) -> None:
        self.scope = {"type": "http", "path": path, "headers": list(headers)}
        self.chunks, self.taken, self.kept, self.status = chunks, 0, 0, 0
        self.page = b""

    async def receive(self) -> dict[str, Any]:
        self.taken += 1
        return {"type": "http.request", "body": CHUNK, "more_body": self.taken < self.chunks}

    async def send(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.page += message.get("body", b"")

    async def application(self, scope: Any, receive: Any, send: Any) -> None:
        """As Django does: the whole body first."""
        while (message := await receive()).get("more_body"):
            self.kept += len(message["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def go(self) -> "Visit":
        await SizeLimit(self.application)(self.scope, self.receive, self.send)
        return self


def addresses() -> list[str]:
    return [route.address(dict.fromkeys(route.arguments, "1")) for route in routes("en")] + ["/no/such/address"]


async def test_two_hundred_megabytes_are_refused_by_their_header_at_every_address() -> None:
    length = (b"content-length", str(200 * MEGABYTE).encode())
    for address in addresses():
        visit = await Visit(address, length, *SIGNED_IN).go()
        assert (visit.status, visit.taken) == (413, 0), address


async def test_what_hides_its_length_is_refused_while_it_is_read() -> None:
    for address in addresses():
        visit = await Visit(address, (b"transfer-encoding", b"chunked"), *SIGNED_IN).go()
        assert visit.status == 413, address
        assert visit.kept <= 96 * MEGABYTE
        assert visit.taken <= 97


async def test_files_are_taken_from_who_is_signed_in_and_words_from_anybody() -> None:
    for address in ("/en/contribute/12/", "/ru/contribute/new/"):
        assert (await Visit(address, *SIGNED_IN, chunks=90).go()).status == 200
        assert (await Visit(address, chunks=90).go()).status == 413
    assert (await Visit("/en/rooms/a/b/", chunks=MAX_WORDS // MEGABYTE).go()).status == 200


async def test_whoever_sends_a_little_too_much_is_told_why_in_his_language() -> None:
    length = (b"content-length", str(120 * MEGABYTE).encode())
    visit = await Visit("/ru/contribute/new/", length, *SIGNED_IN, chunks=120).go()
    assert (visit.status, visit.taken, visit.kept) == (413, 120, 0)
    assert "96 МБ" in visit.page.decode()


@pytest.mark.parametrize("length", [b"-1", b"1e9", b""])
async def test_a_length_that_is_none_does_not_open_the_door(length: bytes) -> None:
    assert (await Visit("/en/", (b"content-length", length)).go()).status == 413
