"""Each script alone in a page of its own: as it is served, in a real browser, with the site's answers told by the test."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import django_prose_editor
import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser import FAILED_AFTER, chromium

SCRIPTS = Path(__file__).resolve().parents[2] / "portal/static/portal/js"
EDITORS = Path(django_prose_editor.__file__).parent / "static/django_prose_editor"
IMPORTS = json.dumps({"imports": {"django-prose-editor/editor": "/editor/editor.js"}})
PAGE = f'<!doctype html><html lang="en"><meta charset="utf-8"><script type="importmap">{IMPORTS}</script><body>'

Open = Callable[..., Page]


class Scripts(BaseHTTPRequestHandler):
    """The scripts, and the editor that one of them imports. Pages and answers come from the tests."""

    def do_GET(self) -> None:
        _, folder, name = self.path.split("/", 2)
        file = {"js": SCRIPTS, "editor": EDITORS}.get(folder, Path("/nowhere")) / name
        content = file.read_bytes() if file.is_file() else b""
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: Any) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def scripts() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Scripts) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, scripts: str) -> Iterator[Page]:
    """An empty tab. What goes wrong in it unseen fails the test when it ends."""
    context = browser.new_context(base_url=scripts, locale="en-GB", timezone_id="Asia/Bishkek", reduced_motion="reduce")
    context.set_default_timeout(FAILED_AFTER)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert not broken, broken


@pytest.fixture
def load(page: Page) -> Open:
    """`load("copy-text.js", "<copy-text>…")`: the tab with that body, and the script run in it as a page runs it.

    code: runs after it, as a module, for scripts that others import.
    """
    return partial(load_in, page)


def load_in(
    page: Page, script: str, body: str = "", *, path: str = "/page/", attributes: str = "", code: str = ""
) -> Page:
    tag = f'<script type="module" src="/js/{script}" {attributes}></script><script type="module">{code}</script>'
    address = re.compile(rf"^[^/]+//[^/]+{re.escape(path.partition('#')[0])}(\?|$)")
    page.route(address, lambda route: route.fulfill(body=f"{PAGE}{body}{tag}", content_type="text/html"))
    page.goto(path, wait_until="load")
    return page


def stop_the_clock(page: Page) -> None:
    """Before the page is loaded: from here on time passes by `page.clock.run_for` alone."""
    page.clock.install(time="2024-05-01T00:00:00Z")
    page.clock.pause_at("2024-05-01T00:01:00Z")


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait for what the page does to reach the test."""
    for _time in range(FAILED_AFTER // 20):
        if condition():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it did not happen")


class Site:
    """What the page asked of the site, and what it is answered, one after the other; the last answer is given on."""

    def __init__(self, page: Page, path: str) -> None:
        self.asked: list[Route] = []
        self.answers: list[dict[str, Any]] = []
        self.page = page
        page.route(path, self._answer)

    def was_asked(self, times: int) -> list[Any]:
        """The first so many requests, once there are as many."""
        until(self.page, lambda: len(self.asked) >= times)
        return [route.request for route in self.asked[:times]]

    def _answer(self, route: Route) -> None:
        self.asked.append(route)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer.get("cut"):
            route.abort("internetdisconnected")
        elif not answer.get("late"):
            route.fulfill(**answer)


@pytest.fixture
def site(page: Page) -> Callable[..., Site]:
    """`site("**/suggest/*", {"body": "…"})`: the answers of one address; {"cut": True} where there is no line,
    {"late": True} where the test itself fulfills `asked`."""

    def site(path: str, *answers: dict[str, Any]) -> Site:
        made = Site(page, path)
        made.answers = list(answers)
        return made

    return site
