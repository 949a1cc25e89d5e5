"""search-key.js: "/" leads to the search, on any keyboard, and never out of a text that is being written."""

import pytest
from playwright.sync_api import expect

BOX = '<input id="search-box-query" type="search" value="water"><textarea></textarea>'


def test_the_key_goes_into_the_box_and_marks_what_stands_there(page, load):
    load("search-key.js", BOX)
    page.keyboard.press("/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("суу")
    expect(box).to_have_value("суу")


def test_on_a_russian_keyboard_the_key_is_known_by_its_place(page, load):
    load("search-key.js", BOX)
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: '.', code: 'Slash', bubbles: true }))")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_who_writes_a_text_gets_his_letter(page, load):
    load("search-key.js", BOX)
    page.locator("textarea").focus()
    page.keyboard.press("/")
    expect(page.locator("textarea")).to_have_value("/")


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "Meta+/"])
def test_keys_of_the_browser_stay_the_browsers(page, load, key):
    load("search-key.js", BOX)
    page.keyboard.press(key)
    expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_from_a_page_without_a_box_it_leads_to_the_search_and_into_its_box(page, load):
    page.route("**/en/search/", lambda route: route.fulfill(body="<p>search</p>", content_type="text/html"))
    load("search-key.js", '<a href="/en/search/" aria-keyshortcuts="/">Search</a>')
    page.keyboard.press("/")
    page.wait_for_url("**/en/search/#search-box-query")
    load("search-key.js", BOX, path="/page/#search-box-query")
    expect(page.get_by_role("searchbox")).to_be_focused()
