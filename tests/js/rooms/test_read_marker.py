"""read-marker.js: the site is told what was seen, once, and never what was not; beside it stands what is new elsewhere."""

import pytest
from playwright.sync_api import expect

from tests.js.conftest import stop_the_clock
from tests.js.topic import ME, OTHER, line, message, topic

CODE = """import { MessageLog } from "/js/message-log.js"
import { ReadMarker } from "/js/read-marker.js"
const topic = document.querySelector("live-topic")
window.log = new MessageLog(topic)
window.told = []; window.isUp = true
window.marker = new ReadMarker(topic, log, (seq) => { if (isUp) told.push(seq); return isUp })"""


@pytest.fixture
def tab(page, load):
    stop_the_clock(page)
    return load("read-marker.js", topic(message(4), after=4), code=CODE)


def count(page):
    return page.locator("a[data-topic=pumps] [data-count]")


def test_many_lines_are_told_as_one_mark_and_the_same_mark_once(tab):
    for seq in (5, 6):
        tab.evaluate("(line) => { log.append(line); marker.markSoon() }", line(seq))
    tab.clock.run_for(500)
    tab.evaluate("marker.markSoon()")
    tab.clock.run_for(500)
    assert tab.evaluate("told") == [6]


def test_without_a_line_the_mark_is_told_later(tab):
    tab.evaluate("isUp = false; marker.markSoon()")
    tab.clock.run_for(500)
    tab.evaluate("isUp = true; marker.markSoon()")
    tab.clock.run_for(500)
    assert tab.evaluate("told") == [4]


def test_a_tab_that_nobody_looks_at_marks_nothing(tab):
    tab.evaluate("Object.defineProperty(document, 'hidden', { value: true }); marker.markSoon()")
    tab.clock.run_for(500)
    assert tab.evaluate("told") == []


def test_who_reads_further_up_has_not_seen_the_end(page, load):
    stop_the_clock(page)
    load("read-marker.js", topic(*(message(seq, height=300) for seq in range(1, 20)), after=19), code=CODE)
    page.evaluate("marker.markSoon()")
    page.clock.run_for(500)
    assert page.evaluate("told") == []
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("scrollY > 0")
    page.evaluate("marker.markSoon()")
    page.clock.run_for(500)
    assert page.evaluate("told") == [19]


def test_what_was_read_in_another_tab_is_not_told_again(tab):
    tab.evaluate("marker.readElsewhere({ topic: 'meters', seq: 4, to: 4 }); marker.markSoon()")
    tab.clock.run_for(500)
    assert tab.evaluate("told") == []


def test_what_others_say_in_another_topic_is_counted_beside_it(tab):
    expect(count(tab)).to_be_hidden()
    for seq, by in [(5, OTHER), (6, ME), (7, OTHER)]:
        tab.evaluate("(line) => marker.countElsewhere(line)", line(seq, by=by, topic="pumps"))
    expect(count(tab)).to_be_visible()
    expect(count(tab)).to_have_text("2")


def test_a_mark_set_elsewhere_leaves_what_came_after_it(tab):
    for seq in (5, 6, 7):
        tab.evaluate("(line) => marker.countElsewhere(line)", line(seq, topic="pumps"))
    tab.evaluate("marker.readElsewhere({ topic: 'pumps', seq: 6, topic_news: 0, to: 6 })")
    expect(count(tab)).to_have_text("1")
    tab.evaluate("marker.readElsewhere({ topic: 'pumps', seq: 7, topic_news: 0, to: 7 })")
    expect(count(tab)).to_be_hidden()
