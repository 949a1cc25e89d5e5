"""A civil servant asks in English for what somebody has written in Kyrgyz, in other words than any dictionary joins."""

from collections.abc import Iterator
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Site, running
from tests.journeys.test_searching import Visit

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

# Texts are given their meaning one after another; a minute is enough for these.
KEEP_FEW = """
from cases.library.models import CasePage
from search.index.models import Unembedded
few = CasePage.objects.filter(locale__language_code__in=["ky", "kk", "uz"])
Unembedded.objects.exclude(kind="case", thing__in=few).delete()
"""
PATIENCE = 180_000  # milliseconds
QUESTION = "papers that people no longer carry from office to office"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """With the bundled model, as `make run` has it."""
    with running(tmp_path_factory.mktemp("meaning"), EMBEDDINGS_URL="") as site:
        site.manage("shell", "-c", KEEP_FEW)
        yield site


def test_a_question_in_english_finds_a_kyrgyz_case_by_its_meaning(visit: Visit) -> None:
    page = visit(f"/en/search/?q={quote_plus(QUESTION)}", viewport=PHONE)
    case = page.locator(".rows > li", has=page.locator("h3[lang=ky]")).filter(has_text="Close in meaning")
    expect(case.first).to_be_visible()
    case.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "ky")
