"""draft-offers.js: what only this device has is offered, used whole, or thrown away by a press and in no other way."""

import pytest
from playwright.sync_api import expect

from tests.js.writing.form import form, kept

CODE = """import { DraftOffers } from "/js/draft-offers.js"
const host = document.querySelector("draft-form")
window.hasChanged = false; window.restored = 0
document.addEventListener("typed:restored", () => { restored += 1 }, true)
window.offers = new DraftOffers(host)
window.begun = offers.begin(() => hasChanged)"""


@pytest.fixture
def opened(page, load):
    """`opened(script, …)`: the form, with that on the device."""

    def opened(*scripts, before="", **page_has):
        for script in scripts:
            page.add_init_script(script)
        load("draft-offers.js", form(**page_has), code=before + CODE)
        page.evaluate("begun")
        return page

    return opened


def keys(page):
    return page.evaluate("Object.keys(localStorage)")


def test_it_is_offered_with_its_title_and_its_day_and_used_by_a_press(opened):
    page = opened(kept("draft:7:12:theirs", ("title", "One canal"), ("theme", "water"), base="0"))
    expect(page.locator("[data-kept]")).to_contain_text("One canal")
    expect(page.locator("[data-kept] time")).to_contain_text("5/1/2024")
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_label("Title")).to_have_value("One canal")
    expect(page.get_by_label("Water")).to_be_checked()
    expect(page.locator("[name=base]")).to_have_value("0")  # so that a newer version is not overwritten
    expect(page.locator("[name=client_id]")).to_have_value("theirs")
    expect(page.locator("[name=csrfmiddlewaretoken]")).to_have_value("old")
    assert page.evaluate("restored") == 1


def test_what_is_thrown_away_is_gone_and_the_rest_is_still_offered(opened):
    page = opened(
        kept("draft:7:12:a", ("title", "First"), at=1),
        'sessionStorage.removeItem("seen")',
        kept("draft:7:12:b", ("title", "Second"), at=2),
    )
    expect(page.locator("[data-kept-title]")).to_have_text(["Second", "First"])
    page.get_by_role("button", name="Throw it away").first.click()
    expect(page.locator("[data-kept-title]")).to_have_text(["First"])
    assert keys(page) == ["draft:7:12:a"]
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("[data-kept]")).to_be_hidden()


@pytest.mark.parametrize("title", ["One canal", "<p>One  canal</p>", "**One canal**"])
def test_what_the_site_has_in_other_dress_is_not_offered_and_not_kept(opened, title):
    page = opened(kept("draft:7:12:theirs", ("title", title)), title="One canal")
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert keys(page) == []


def test_what_is_being_written_in_another_tab_is_not_offered(opened):
    hold = "await new Promise((held) => navigator.locks.request('draft:7:12:theirs', () => { held(); return new Promise(() => {}) }));"
    page = opened(kept("draft:7:12:theirs", ("title", "One canal")), before=hold)
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert keys(page) == ["draft:7:12:theirs"]


def test_of_a_new_text_what_the_site_already_has_is_not_begun_again(opened):
    page = opened(kept("draft:7:new-case:known", ("title", "One canal")), key="draft:7:new-case", begun="known other")
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_a_text_begun_without_a_line_is_offered_on_the_page_that_it_got(opened):
    page = opened(kept("draft:7:new-case:known", ("title", "Last words")), begun="known")
    expect(page.locator("[data-kept]")).to_contain_text("Last words")
    assert keys(page) == ["draft:7:12:known"]


def test_who_already_writes_is_not_disturbed(opened):
    page = opened(kept("draft:7:12:theirs", ("title", "One canal")), before="")
    page.evaluate("offers.hide()")
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert keys(page) == ["draft:7:12:theirs"]  # it is offered again when the form is opened next
