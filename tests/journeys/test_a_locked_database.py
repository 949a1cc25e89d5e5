"""Somebody holds the database for longer than a request waits: a long import, a backup by hand."""

import http.cookiejar
import re
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import uuid4

import pytest

from portal.demonstration.accounts import PASSWORD
from tests.journeys.conftest import ROOT, Site
from tests.machine import RUNAWAY_SECONDS

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
PAGES = ("", "cases/", "practices/", "search/?q=water", "rooms/", "people/", "trainings/", "contribute/", "notices/")


class Visitor:
    """A browser without its window."""

    def __init__(self, site: Site) -> None:
        self.site, self.cookies = site, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.site.url + path))

    def post(self, path: str, **sent: str) -> tuple[int, str]:
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        body = urllib.parse.urlencode(sent | {"csrfmiddlewaretoken": token}).encode()
        return self._open(urllib.request.Request(self.site.url + path, data=body))

    def _open(self, asked: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(asked, timeout=RUNAWAY_SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@contextmanager
def held(site: Site) -> Iterator[None]:
    with closing(sqlite3.connect(site.var / "site.sqlite3", timeout=20, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def alumna(site: Site) -> Visitor:
    visitor = Visitor(site)
    visitor.get("/en/account/login/")
    visitor.post("/en/account/login/", login="alumna@demo.example", password=PASSWORD)
    return visitor


def test_all_is_read_meanwhile_and_what_is_written_comes_back(site: Site, alumna: Visitor) -> None:
    _status, rooms = alumna.get("/en/rooms/")
    room = re.findall(r'href="(/en/rooms/[\w-]+/)"', rooms)[0]
    topic = next(way for way in re.findall(rf'href="({room}[\w-]+/)', alumna.get(room)[1]) if "new-topic" not in way)
    case = re.findall(r'href="(/en/cases/[\w-]+/)"', alumna.get("/en/cases/")[1])[0]
    sent = {"text": "Суу бөлүштүрүү боюнча макулдаштык", "client_id": str(uuid4())}
    with held(site):
        answers = {page: alumna.get(f"/en/{page}")[0] for page in PAGES} | {topic: alumna.get(topic)[0]}
        answers |= {case: alumna.get(case)[0]}
        refused, page = alumna.post(topic, **sent)
    assert set(answers.values()) == {200}, answers
    assert refused == 503
    assert sent["text"] in page
    assert sent["text"] in alumna.post(topic, **sent)[1]


def test_a_second_site_in_the_same_folder_says_so_and_ends(site: Site) -> None:
    second = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=RUNAWAY_SECONDS,
    )
    assert second.returncode == 1
    assert "already being served" in second.stderr
