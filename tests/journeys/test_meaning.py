"""A civil servant asks in English and finds what was written in Kyrgyz, by what it means: with the bundled model at work."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PHONE, Site, problems_of, running
from tests.machine import RUNAWAY_SECONDS

# In a group of its own: another worker walks the other journeys meanwhile.
pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("meaning")]


# A dozen of the demonstration's texts in five languages, the sought one among them. The model needs a second or two for each
# section, so that the whole demonstration would be most of what all tests together take.
READ = (
    "mailuu-suu", "tunduk", "chu-talas-ky", "bir-tereze", "caspian-tehran", "isfara-batken-tg",
    "aral-fund", "border-rumours", "glacier-data", "market-day", "icwc-rules", "patrol-hotline",
)  # fmt: skip


@pytest.fixture
def site_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site where the model that comes with it has read a dozen texts."""
    monkeypatch.delenv("EMBEDDINGS_URL", raising=False)
    with running(tmp_path, EMBEDDINGS_URL="off") as site:
        _wait_until_none_is_left(site)
    with closing(_database(site)) as connection, connection:
        _note_for_reading(connection)
    with running(tmp_path) as site:
        _wait_until_none_is_left(site)
        yield site


def _database(site: Site) -> sqlite3.Connection:
    return sqlite3.connect(site.var / "site.sqlite3", timeout=10)


def _note_for_reading(connection: sqlite3.Connection) -> None:
    marks = ", ".join("?" * len(READ))
    pages = f"SELECT 'case', page_ptr_id, 0 FROM library_casepage WHERE address IN ({marks})"
    noted = connection.execute(f"INSERT INTO search_index_unembedded (kind, thing, attempts) {pages}", READ)
    assert noted.rowcount == len(READ)


def _wait_until_none_is_left(site: Site) -> None:
    """Bounded by work and not by the speed of the machine: only where nothing moves for long there is an end."""
    left, since = _waiting(site), time.monotonic()
    while left:
        assert time.monotonic() < since + RUNAWAY_SECONDS, "nothing moves any more"
        time.sleep(0.5)
        if (now := _waiting(site)) != left:
            left, since = now, time.monotonic()


def _waiting(site: Site) -> tuple[int, int] | None:
    """How many things wait for their vectors and for the index; None when nothing does."""
    with closing(_database(site)) as connection:
        counts = "SELECT (SELECT count(*) FROM search_index_unembedded), (SELECT count(*) FROM search_index_change)"
        vectors, changes = connection.execute(counts).fetchone()
    return (vectors, changes) if vectors or changes else None


def test_an_english_question_finds_a_kyrgyz_case_and_says_that_it_is_close_in_meaning(
    browser: Browser, site_that_reads: Site
) -> None:
    context = browser.new_context(base_url=site_that_reads.url, viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.goto("/en/search/")
    page.get_by_role("combobox").fill("radiation hazard")
    page.get_by_role("combobox").press("Enter")
    found = page.locator(".rows > li").filter(has=page.locator("h3[lang=ky]"))
    expect(found.first).to_contain_text("Майлуу-Суу")
    expect(found.first).to_contain_text("Close in meaning")
    assert problems_of(page) == []
    context.close()
