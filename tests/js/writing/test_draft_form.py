"""draft-form.js: it saves while somebody writes, says truthfully whether it did, and loses nothing on the way."""

import pytest
from playwright.sync_api import expect

from tests.js.conftest import stop_the_clock, until
from tests.js.writing.form import SAVED, as_json, form


@pytest.fixture
def opened(page, load, site):
    """`opened(answer, …)`: the form, and what the site answers when it saves itself. Time stands still."""

    def opened(*answers, **page_has):
        stop_the_clock(page)
        asked = site("**/autosave/", *(answers or [as_json(SAVED)]))
        load("draft-form.js", form(**page_has))
        return asked

    return opened


def write(page, title):
    page.get_by_label("Title").fill(title)


def rest(page, milliseconds=2_000):
    page.clock.run_for(milliseconds)


def keys(page):
    return page.evaluate("Object.keys(localStorage)")


def sent(asked, place=-1):
    return asked.asked[place].request.post_data


def test_it_saves_when_the_typing_rests_and_says_so(page, opened):
    asked = opened()
    write(page, "One canal")
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    rest(page, 1_999)
    assert asked.asked == []
    rest(page, 1)
    asked.was_asked(1)
    expect(page.get_by_role("status")).to_have_text("Saved at 9:05")
    assert "One canal" in sent(asked)
    expect(page.locator("[name=base]")).to_have_value("2")
    expect(page.locator("[data-steps]")).to_have_text("2 of 5")
    assert keys(page) == []  # the site has it


def test_what_is_typed_is_on_the_device_until_the_site_has_it(page, opened):
    opened({"cut": True})
    write(page, "One canal")
    assert keys(page) == ["draft:7:12:mine"]
    rest(page)
    expect(page.get_by_role("status")).to_have_text("No connection")
    assert keys(page) == ["draft:7:12:mine"]


def test_without_a_line_it_tries_again_every_ten_seconds_and_at_once_when_it_is_back(page, opened):
    asked = opened({"cut": True})
    write(page, "One canal")
    rest(page)
    asked.was_asked(1)
    expect(page.get_by_role("status")).to_have_text("No connection")
    rest(page, 10_000)
    asked.was_asked(2)
    expect(page.get_by_role("status")).to_have_text("No connection")
    asked.answers = [as_json(SAVED)]
    page.evaluate("dispatchEvent(new Event('online'))")
    rest(page, 300)
    asked.was_asked(3)
    expect(page.get_by_role("status")).to_have_text("Saved at 9:05")


def test_what_is_typed_while_it_saves_is_saved_next(page, opened):
    asked = opened({"late": True}, as_json(SAVED | {"base": "3"}))
    write(page, "One")
    rest(page)
    asked.was_asked(1)
    write(page, "One canal")
    asked.asked[0].fulfill(**as_json(SAVED))
    expect(page.locator("[name=base]")).to_have_value("2")
    expect(page.get_by_role("status")).to_have_text("Not saved yet")
    assert keys(page) == ["draft:7:12:mine"]
    rest(page)
    asked.was_asked(2)
    assert "One canal" in sent(asked)
    expect(page.locator("[name=base]")).to_have_value("3")


def test_an_older_tab_saves_nothing_more_and_offers_to_compare(page, opened):
    asked = opened(as_json({"words": "A newer version is there", "compare": True}, 409))
    write(page, "One canal")
    rest(page)
    expect(page.get_by_role("status")).to_have_text("A newer version is there")
    expect(page.get_by_role("button", name="Compare")).to_be_visible()
    write(page, "One canal more")
    rest(page, 20_000)
    assert len(asked.asked) == 1
    assert keys(page) == ["draft:7:12:mine"]


def test_who_is_signed_out_is_led_to_the_entrance_and_saved_after_it(page, opened):
    asked = opened(as_json({"words": "You are signed out", "login": "/login/"}, 401), as_json(SAVED))
    write(page, "One canal")
    rest(page)
    expect(page.get_by_role("link", name="Sign in")).to_have_attribute("href", "/login/")
    rest(page, 10_000)
    asked.was_asked(2)
    expect(page.get_by_role("link", name="Sign in")).to_be_hidden()


def test_a_token_that_went_bad_is_renewed_and_the_words_go_at_once(page, opened, site):
    asked = opened({"status": 403, "body": "no"}, as_json(SAVED))
    site("**/token/", as_json({"token": "new"}))
    write(page, "One canal")
    rest(page)
    asked.was_asked(2)
    assert "old" in sent(asked, 0)
    assert "new" in sent(asked, 1)
    expect(page.get_by_role("status")).to_have_text("Saved at 9:05")


def test_a_page_of_errors_is_not_taken_for_saved(page, opened):
    opened({"status": 200, "body": "<p>Gateway</p>", "content_type": "text/html"})
    write(page, "One canal")
    rest(page)
    expect(page.get_by_role("status")).to_have_text("No answer")
    assert keys(page) == ["draft:7:12:mine"]


def test_a_new_text_gets_its_address_so_that_a_reload_begins_no_second_one(page, opened):
    opened(
        as_json(SAVED | {"url": "/page/13/", "autosave": "/autosave/13/", "key": "draft:7:13"}), key="draft:7:new-case"
    )
    write(page, "One canal")
    rest(page)
    expect(page.get_by_role("status")).to_have_text("Saved at 9:05")
    assert page.url.endswith("/page/13/")
    expect(page.locator("form")).to_have_attribute("action", "/page/13/")
    assert page.evaluate("document.querySelector('draft-form').dataset.key") == "draft:7:13"


def test_a_device_without_room_says_so(page, opened):
    opened()
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    write(page, "One canal")
    expect(page.get_by_role("status")).to_have_text("No room")


def test_who_leaves_before_it_saved_sends_his_last_words_and_keeps_them(page, opened):
    asked = opened()
    write(page, "One canal")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    asked.was_asked(1)
    assert "One canal" in sent(asked)
    assert keys(page) == ["draft:7:12:mine"]


def test_a_step_opens_the_part_that_it_leads_to(page, opened):
    opened()
    page.get_by_role("link", name="Section").click()
    expect(page.locator("details")).to_have_attribute("open", "")


def test_other_tabs_are_told_that_this_text_is_being_written_here(page, opened):
    opened()
    until(
        page,
        lambda: (
            page.evaluate("navigator.locks.query().then(({ held }) => held.map(({ name }) => name))")
            == ["draft:7:12:mine"]
        ),
    )
