"""language-switch.js: whoever changes the language goes on writing where he was."""

import pytest
from playwright.sync_api import expect

SCRIPT = {"attributes": 'data-stays-behind="Files stay behind. Switch?"'}
FORM = """<a data-language="{other}" href="/{other}/page/">{other}</a>
<form><input type="hidden" name="base" value=""><input type="hidden" name="csrfmiddlewaretoken" value="{here}-token"><input name="title" aria-label="Title">
<input name="title" aria-label="Second title"><input type="password" name="password" aria-label="Password">
<label><input type="checkbox" name="theme" value="water">water</label><label><input type="checkbox" name="theme" value="law">law</label>
<select multiple name="country" aria-label="Country"><option value="kg">KG<option value="tj">TJ<option value="uz">UZ</select><input type="file" name="annex" aria-label="Annex"></form>
<div style="height: 4000px"></div>"""
EVENTS = """document.addEventListener("typed:restored", () => document.body.append("restored "))"""


@pytest.fixture
def pages(page, load):
    """The same page in two languages; the reader is on the English one."""
    load("language-switch.js", FORM.format(here="ru", other="en"), path="/ru/page/", **SCRIPT)
    load("language-switch.js", FORM.format(here="en", other="ru"), path="/en/page/", **SCRIPT)
    return page


def test_all_that_is_typed_and_ticked_stands_in_the_other_language(pages):
    pages.get_by_label("Title", exact=True).fill("Один канал")
    pages.get_by_label("Second title").fill("Two")
    pages.get_by_label("law").check()
    pages.get_by_label("Country").select_option(["kg", "uz"])
    pages.get_by_role("link", name="ru").click()
    pages.wait_for_url("**/ru/page/")
    expect(pages.get_by_label("Title", exact=True)).to_have_value("Один канал")
    expect(pages.get_by_label("Second title")).to_have_value("Two")
    expect(pages.get_by_label("law")).to_be_checked()
    expect(pages.get_by_label("water")).not_to_be_checked()
    expect(pages.get_by_label("Country")).to_have_values(["kg", "uz"])
    assert pages.locator("[name=csrfmiddlewaretoken]").input_value() == "ru-token"


def test_a_password_goes_nowhere(pages):
    pages.get_by_label("Title", exact=True).fill("x")
    pages.get_by_label("Password").fill("a secret")
    pages.get_by_role("link", name="ru").click()
    pages.wait_for_url("**/ru/page/")
    expect(pages.get_by_label("Title", exact=True)).to_have_value("x")
    expect(pages.get_by_label("Password")).to_have_value("")


def test_the_reader_comes_to_the_same_place_of_the_page(pages):
    pages.evaluate("scrollTo(0, 2000)")
    pages.evaluate("document.querySelector('a').click()")  # without scrolling to it first
    pages.wait_for_url("**/ru/page/")
    pages.wait_for_function("Math.abs(scrollY - 2000) < 40")


def test_it_is_given_once_and_not_to_who_comes_back_later(pages):
    pages.get_by_label("Title", exact=True).fill("x")
    pages.get_by_role("link", name="ru").click()
    pages.wait_for_url("**/ru/page/")
    expect(pages.get_by_label("Title", exact=True)).to_have_value("x")
    assert pages.evaluate("sessionStorage.getItem('draft:language')") is None
    pages.goto("/en/page/")
    expect(pages.get_by_label("Title", exact=True)).to_have_value("")


def test_after_ten_minutes_it_is_forgotten(pages):
    pages.get_by_label("Title", exact=True).fill("x")
    pages.clock.set_fixed_time("2020-01-01T00:00:00Z")  # long ago, while it is remembered
    pages.get_by_role("link", name="ru").click(no_wait_after=True)
    pages.clock.set_fixed_time("2020-01-01T00:11:00Z")
    pages.wait_for_url("**/ru/page/")
    pages.wait_for_load_state()
    expect(pages.get_by_label("Title", exact=True)).to_have_value("")


@pytest.mark.parametrize("goes", [True, False])
def test_files_stay_behind_and_the_reader_is_asked_first(pages, goes):
    asked = []
    pages.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept() if goes else dialog.dismiss()))
    pages.get_by_label("Annex").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    pages.get_by_role("link", name="ru").click()
    if goes:
        pages.wait_for_url("**/ru/page/")
    assert asked == ["Files stay behind. Switch?"]
    assert pages.url.endswith("/ru/page/" if goes else "/en/page/")


def test_a_draft_that_got_its_own_address_is_found_under_it_in_the_other_language(pages, load):
    load("language-switch.js", FORM.format(here="ru", other="en"), path="/ru/page/7/", **SCRIPT)
    pages.goto("/en/page/")
    pages.evaluate("history.replaceState(null, '', '/en/page/7/?step=2#text')")
    pages.get_by_role("link", name="ru").click()
    pages.wait_for_url("**/ru/page/7/?step=2#text")


def test_a_new_tab_is_the_browsers_own_matter(pages):
    with pages.context.expect_page():
        pages.get_by_role("link", name="ru").click(modifiers=["Control"])
    assert pages.evaluate("sessionStorage.length") == 0
