"""A running site with the demonstration in it, and a real browser in front of it."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from portal.demonstration.accounts import PASSWORD
from tests.browser import FAILED_AFTER, chromium
from tests.machine import RUNAWAY_SECONDS, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
ACCESSIBILITY_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@dataclass(frozen=True)
class Site:
    """The site as `make run` serves it, with an own folder for its state."""

    url: str
    var: Path
    environment: dict[str, str]

    def manage(self, *command: str) -> None:
        """What the worker does in its own time, done now."""
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=True, timeout=RUNAWAY_SECONDS
        )

    def shell(self, script: str, **variables: str) -> str:
        """What `script` writes, run within the site with these environment variables."""
        run = subprocess.run(
            [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", script],
            cwd=ROOT,
            env=self.environment | variables,
            check=True,
            timeout=RUNAWAY_SECONDS,
            stdout=subprocess.PIPE,
        )
        return run.stdout.decode().strip()

    def mails_to(self, address: str) -> list[str]:
        """All mails that went to `address`, the oldest first."""
        files = sorted((self.var / "mail").glob("*"), key=lambda path: path.stat().st_mtime)
        mails = [mail for file in files for mail in file.read_text(encoding="utf-8").split("-" * 79 + "\n")]
        return [mail for mail in mails if f"To: {address}" in mail]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("var"), EMBEDDINGS_URL="off") as site:
        yield site


@contextmanager
def running(var: Path, **settings: str) -> Iterator[Site]:
    """A site with its state in `var`, until the block ends."""
    port = free_port()
    environment = os.environ | {"VAR_DIR": str(var), "PORT": str(port), "DEBUG": "1"} | settings
    for name in ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "ALLOWED_ORIGINS"):
        environment.pop(name, None)
    with (var / "output").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_up(url, process, var / "output")
            yield Site(url, var, environment)
        finally:
            process.terminate()
            process.wait(timeout=RUNAWAY_SECONDS)


def wait_until_up(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    until = time.monotonic() + RUNAWAY_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The site ended with {process.returncode}:\n{output.read_text()}")
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2).close()
        except OSError:  # who waits for a process that says nothing can only ask again
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"The site is not up after {RUNAWAY_SECONDS:g} s:\n{output.read_text()}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A new person at a new device: `visit("/en/", as_="alumna@demo.example", viewport=PHONE)` is their open tab.

    What the page says to the console as an error, and requests to other hosts, fail the test when it ends.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_tab(path: str, *, as_: str = "", viewport: dict[str, int] = DESK, **options: object) -> Page:
        context = browser.new_context(base_url=site.url, viewport=viewport, locale="en-GB", **options)  # type: ignore[arg-type]
        context.set_default_timeout(FAILED_AFTER)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if is_foreign(request.url, site) else None)
        if as_:
            sign_in(page, as_)
        page.goto(path)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    unexpected = [text for text in complaints if not is_meant(text)]
    assert not unexpected, unexpected


def is_foreign(url: str, site: Site) -> bool:
    return not url.startswith((site.url, site.url.replace("http", "ws"), "data:", "blob:"))


def is_meant(complaint: str) -> bool:
    """A lost line, a refused save and an absent page are what some journeys are about; the browser notes each."""
    return any(word in complaint for word in ("ERR_INTERNET_DISCONNECTED", "status of 4", "WebSocket connection"))


def sign_in(page: Page, email: str) -> None:
    page.goto("/en/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/login/" not in url)


def problems_of(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line each: rule, what it is about, where."""
    page.wait_for_load_state()  # with its style sheets, or every target is too small
    found = Axe().run(page, options=ACCESSIBILITY_RULES).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
