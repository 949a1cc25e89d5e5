"""A file that was sent with a name loses it when its author turns to the Chatham House rule, without a press."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cases.files.cleaning.corpus import FILES, NAME
from tests.cases.files.cleaning.reading import says

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ALUMNUS = "alumnus@demo.example"


def test_a_file_is_cleaned_when_its_author_turns_to_the_rule_and_he_reads_of_what(visit: Callable[..., Page]) -> None:
    page = visit("/en/contribute/new/", as_=ALUMNUS)
    page.get_by_label("Title", exact=True).fill("A case with a report")
    sent = {"name": "Our report.docx", "mimeType": "application/octet-stream", "buffer": FILES["comments.docx"]()}
    page.locator("input[name=files]").set_input_files(sent)
    page.get_by_role("button", name="Save the draft").last.click()
    files = page.locator(".writing__files")
    expect(files.get_by_role("link", name="Our report.docx")).to_be_visible()
    assert says(page.request.get(files.get_by_role("link").get_attribute("href") or "").body(), NAME)
    with page.expect_response(re.compile("/autosave/$")) as saved:
        page.get_by_label("Chatham House rule").check()
    assert saved.value.ok
    page.reload()
    expect(files).to_contain_text("Taken out: names of authors and editors, comments")
    address = files.get_by_role("link", name="Attachment 1.docx").get_attribute("href") or ""
    assert not says(page.request.get(address).body(), NAME)
