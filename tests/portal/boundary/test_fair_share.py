"""One person's requests wait for each other, and nobody else's for them."""

import asyncio
from typing import Any

import pytest

from portal.boundary.fair_share import MAX_AT_A_TIME, FairShare


class Work:
    """An application that answers when it is told to."""

    def __init__(self, *, fails: bool = False) -> None:
        self.begun: list[str] = []
        self.may_answer, self.may_end, self.fails = asyncio.Event(), asyncio.Event(), fails
        self.share = FairShare(self.application)

    async def application(self, scope: Any, _receive: Any, send: Any) -> None:
        self.begun.append(scope["path"])
        await self.may_answer.wait()
        if self.fails:
            raise OSError
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await self.may_end.wait()

    def ask(self, session: str, number: int) -> list["asyncio.Task[None]"]:
        headers = [(b"cookie", f"sessionid={session}".encode())] if session else []
        scope = {"type": "http", "path": session, "headers": headers}
        return [asyncio.ensure_future(self.share(scope, self.receive, self.send)) for _one in range(number)]

    async def receive(self) -> Any: ...

    async def send(self, message: Any) -> None: ...


async def soon() -> None:
    for _turn in range(20):
        await asyncio.sleep(0)


async def test_who_asks_for_much_waits_for_himself_and_nobody_waits_for_him() -> None:
    work = Work()
    asked = work.ask("greedy", 9) + work.ask("other", 2) + work.ask("", 5)
    await soon()
    assert (work.begun.count("greedy"), work.begun.count("other"), work.begun.count("")) == (MAX_AT_A_TIME, 2, 5)
    work.may_answer.set()
    await soon()
    assert work.begun.count("greedy") == 9, "an answer that is on its way holds nobody up"
    work.may_end.set()
    await asyncio.gather(*asked)
    assert not work.share._turns


async def test_what_fails_or_is_given_up_leaves_its_place_to_the_next() -> None:
    work = Work(fails=True)
    asked = work.ask("one", 7)
    await soon()
    asked[0].cancel()
    work.may_answer.set()
    assert {type(error) for error in await asyncio.gather(*asked, return_exceptions=True)} == {
        OSError,
        asyncio.CancelledError,
    }
    assert (len(work.begun), work.share._turns) == (7, {})


@pytest.mark.parametrize("cookie", [b"", b"sessionid", b"\xff=;;", b"a=b; other=c"])
async def test_without_a_session_nobody_waits(cookie: bytes) -> None:
    work = Work()
    scope = {"type": "http", "path": "", "headers": [(b"cookie", cookie)]}
    asked = [asyncio.ensure_future(work.share(scope, work.receive, work.send)) for _one in range(9)]
    await soon()
    assert len(work.begun) == 9
    for task in asked:
        task.cancel()
