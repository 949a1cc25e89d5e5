"""connection-status.js: the truth about the line, and nothing of a break that is over before it is read."""

import pytest
from playwright.sync_api import expect

from tests.js.conftest import stop_the_clock
from tests.js.topic import topic

CODE = """import { ConnectionStatus } from "/js/connection-status.js"
window.status_ = new ConnectionStatus(document.querySelector("live-topic"))
window.become = (state, code) => { status_.change(state, code); status_.tell() }"""


@pytest.fixture
def tab(page, load):
    stop_the_clock(page)
    return load("connection-status.js", topic(), code=CODE)


@pytest.mark.parametrize(
    ("state", "code", "words", "why"),
    [
        ("up", None, "Connected", "Sending"),
        ("out", 4401, "Signed out", "Signed out"),
        ("down", 1006, "No line", "Waits"),
        ("down", 4408, "Resting", "Waits"),
    ],
)
def test_each_state_has_its_words_and_a_reason_for_what_waits(tab, state, code, words, why):
    tab.evaluate("([state, code]) => become(state, code)", [state, code])
    tab.clock.run_for(2_000)
    expect(tab.get_by_role("status")).to_have_text(words)
    assert tab.evaluate("status_.reason('')") == why


def test_a_short_break_is_not_worth_a_word(tab):
    tab.evaluate("become('up')")
    tab.clock.run_for(0)
    tab.evaluate("become('down', 1006)")
    tab.clock.run_for(1_999)
    tab.evaluate("become('up')")
    tab.clock.run_for(5_000)
    expect(tab.get_by_role("status")).to_have_text("Connected")


def test_plain_requests_that_get_through_are_a_line(tab):
    tab.evaluate("become('down', 1006); status_.answered(true); status_.tell()")
    tab.clock.run_for(2_000)
    expect(tab.get_by_role("status")).to_have_text("Connected")
    assert tab.evaluate("status_.reason('')") == "Sending"
    assert tab.evaluate("become('up'), status_.isPlain") is False


def test_who_signed_in_again_in_another_tab_is_no_longer_signed_out_here(tab):
    tab.evaluate("become('out', 4401); status_.answered(false)")
    assert tab.evaluate("status_.isOut") is True
    assert tab.evaluate("status_.answered(true), status_.isOut") is False


def test_what_the_site_said_of_a_message_goes_before_all_but_being_signed_out(tab):
    assert tab.evaluate("become('up'), status_.reason('Wait a moment')") == "Wait a moment"
    assert tab.evaluate("become('out'), status_.reason('Wait a moment')") == "Signed out"


def test_where_nobody_may_write_nothing_is_told(page, load):
    load("connection-status.js", topic(composer=False), code=CODE)
    page.evaluate("status_.say('Connected')")
    expect(page.get_by_text("Connected")).to_have_count(0)
