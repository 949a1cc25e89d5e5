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

# In a group of its own: the model reads for a minute or two, and another worker walks the other journeys meanwhile.
pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("meaning")]


@pytest.fixture
def site_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site whose every text has been read by the model that comes with it."""
    monkeypatch.delenv("EMBEDDINGS_URL", raising=False)
    with running(tmp_path) as site:
        until = time.monotonic() + RUNAWAY_SECONDS
        while not _has_read_all(site):
            assert time.monotonic() < until, "the model does not come to an end"
            time.sleep(1)
        yield site


def _has_read_all(site: Site) -> bool:
    with closing(sqlite3.connect(site.var / "site.sqlite3", timeout=10)) as connection:
        waiting = "SELECT (SELECT count(*) FROM search_index_unembedded) + (SELECT count(*) FROM search_index_change)"
        (left,) = connection.execute(waiting).fetchone()
    return left == 0 and (site.var / "vectors.sqlite3").exists()


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
