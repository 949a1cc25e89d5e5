"""Asks for every address as one viewer, and keeps what came back. Whatever a request changes is undone at once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from network.people.models import Member
from search import deferred_writes
from tests.network.people.sign_in.taken_second_step import take_second_step
from tests.policy.crawl.fillers import Filled, fillings
from tests.policy.crawl.routes import Route, routes
from tests.policy.world import World
from tests.policy.world.canaries import ALUMNUS, ANONYMOUS, EDITOR, ORGANISER, Canary

OUTSIDERS = (ANONYMOUS, ALUMNUS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request came to. words: the canaries in body and headers. same_as: equal for answers that are equal in
    all bytes but the address asked for. kept: what browsers and proxies are told of keeping it. wrote: what the database
    was told to change, or a transaction that would have waited for a lock, before the answer was there. broke: what went
    wrong, if the view failed."""

    method: str
    address: str
    route: Route
    filled: Filled
    status: int
    words: frozenset[str]
    same_as: str
    kept: str = ""
    wrote: str = ""
    broke: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.address} ({self.filled.name or 'no parts'}): {self.broke or self.status}"


class Browser:
    """One viewer's. It forgets all cookies but that of its session after each request."""

    def __init__(self, world: World, viewer: str) -> None:
        self.world, self.viewer = world, viewer
        self.client = Client()
        self.session = session_of(world.members.get(viewer))
        self.writes = Writes()

    def ask(self, method: str, route: Route, filled: Filled, query: str = "") -> Answer:
        address = route.address(filled.values) + query
        status, headers, body, broke = self.send(method, address)
        seen = self.world.canaries.found_in(f"{headers.replace(address, '')}\n{body}")
        same = sha256(f"{status}\n{headers.replace(address, '')}\n{body}".encode()).hexdigest()
        kept = next((line for line in headers.splitlines() if line.startswith("Cache-Control: ")), "")
        return Answer(method, address, route, filled, status, seen, same, kept, " ".join(self.writes.seen), broke)

    def send(self, method: str, address: str) -> tuple[int, str, str, str]:
        """(status, headers, body, failure); nothing of it stays in the database."""
        self.client.cookies.clear()
        if self.session:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session
        with transaction.atomic():
            try:
                with self.writes.noted():
                    response = getattr(self.client, method.lower())(address)
                body = _body_of(response)
            except Exception as error:  # noqa: BLE001, every failure of any view is told of, and the walk goes on
                return 500, "", "", f"{type(error).__name__}: {error}"
            finally:
                transaction.set_rollback(True)
        # The one header that changes with the clock alone.
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items() if name != "Expires")
        return response.status_code, headers, body, "" if response.status_code < 500 else "failed"


class Writes:
    """What a request writes before its answer is there; what it notes down afterwards keeps nobody waiting."""

    _WRITING = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "BEGIN")

    def __init__(self) -> None:
        self.seen: list[str] = []

    @contextmanager
    def noted(self) -> Iterator[None]:
        self.seen.clear()
        do_afterwards = deferred_writes._try

        def unnoted(note: Callable[[], object]) -> None:
            before = [*self.seen]
            do_afterwards(note)
            self.seen[:] = before

        with patch.object(deferred_writes, "_try", unnoted), connection.execute_wrapper(self._note):
            yield

    def _note(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if sql.startswith(self._WRITING):
            self.seen.append(sql[:60])
        return execute(sql, parameters, many, context)


def site(world: World, viewer: str) -> Iterator[Answer]:
    """Every address of the members' side by GET, HEAD and an empty POST, as `viewer` gets it in English."""
    return walk(world, viewer, "en", desk=False, by_get_alone=False)


def in_language(world: World, viewer: str, language: str) -> Iterator[Answer]:
    return walk(world, viewer, language, desk=False, by_get_alone=True)


def desk(world: World, viewer: str) -> Iterator[Answer]:
    """Every address of the editors' side; by GET alone, for these views are Wagtail's."""
    return walk(world, viewer, "en", desk=True, by_get_alone=True)


def walk(world: World, viewer: str, language: str, *, desk: bool, by_get_alone: bool) -> Iterator[Answer]:
    cache.clear()
    browser = Browser(world, viewer)
    for route in routes(language):
        if route.is_desk != desk:
            continue
        ways: set[bool] = set()  # whether what was asked for so far was open
        filled_ways = fillings(route, world)[: _most(viewer, desk=desk)]
        for filled in filled_ways:
            is_open = viewer in filled.open_to
            again = is_open in ways and filled is not filled_ways[-1]
            ways.add(is_open)
            for method in ("GET",) if by_get_alone else _methods(viewer, again=again, is_open=is_open):
                yield browser.ask(method, route, filled)


def _most(viewer: str, *, desk: bool) -> int | None:
    """Who may not enter the desk is turned away before it is looked at what he asks for."""
    return 1 if desk and viewer not in (EDITOR, ORGANISER) else None


def _methods(viewer: str, *, again: bool, is_open: bool) -> Sequence[str]:
    """HEAD runs the same code as GET: once for what is open, once for what is not and once for what is absent will do.
    So it is with posting, but for those who may see least: they post to all that is closed."""
    if not again:
        return ("GET", "HEAD", "POST")
    return ("GET", "POST") if viewer in OUTSIDERS and not is_open else ("GET",)


def told(answers: list[Answer], world: World, viewer: str, side: str) -> list[str]:
    """Each canary that stands in an answer to somebody who may not read it there. side: "site" or "desk"."""
    leaks = []
    for answer in answers:
        for word in answer.words:
            canary: Canary = world.canaries.by_word[word]
            if viewer not in canary.site and (side == "site" or viewer not in canary.desk):
                leaks.append(f"{answer} tells {viewer} the {canary.fact}")
    return leaks


def session_of(member: Member | None) -> str:
    """The cookie of somebody who signed in just now; none of a visitor's."""
    if member is None:
        return ""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    if member.is_staff:
        take_second_step(member, session)
    session.save()
    return str(session.session_key)


def _body_of(response: HttpResponseBase) -> str:
    content: Any = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type,attr-defined]
    return content.decode(errors="replace")
