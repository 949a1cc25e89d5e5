"""send-queue.js: what is written stays on the device, in order, until it stands in the room."""

import pytest

CODE = """import { SendQueue } from "/js/send-queue.js"
window.changes = 0
window.queue = new SendQueue("12:7:meters", () => { window.changes += 1 })
window.texts = () => queue.all.map(({ text }) => text)"""


@pytest.fixture
def tab(page, load):
    return load("send-queue.js", code=CODE)


def test_what_is_written_waits_in_the_order_of_writing_through_a_reload(tab):
    for text in ("one", "two", "three"):
        tab.evaluate("(text) => queue.add(text)", text)
    tab.reload()
    assert tab.evaluate("texts()") == ["one", "two", "three"]
    assert tab.evaluate("queue.first.text") == "one"
    assert tab.evaluate("new Set(queue.all.map(({ id }) => id)).size") == 3


def test_the_next_to_be_said_is_neither_stored_nor_failed(tab):
    tab.evaluate("['one', 'two', 'three'].forEach((text) => queue.add(text))")
    tab.evaluate("queue.fail(queue.all[0].id, 'too long'); queue.stored(queue.all[1].id, 5)")
    assert tab.evaluate("queue.first.text") == "three"
    tab.evaluate("queue.retry(queue.all[0].id)")
    assert tab.evaluate("queue.first.text") == "one"  # it keeps its place


def test_a_stored_one_is_forgotten_when_the_room_has_come_so_far_and_no_other(tab):
    tab.evaluate("['one', 'two', 'three'].forEach((text) => queue.add(text))")
    tab.evaluate("queue.stored(queue.all[0].id, 5); queue.stored(queue.all[1].id, 6); queue.forgetUpTo(5)")
    assert tab.evaluate("texts()") == ["two", "three"]


def test_all_that_waits_fails_when_the_room_is_closed_to_one_but_not_what_is_stored(tab):
    tab.evaluate("['one', 'two'].forEach((text) => queue.add(text))")
    tab.evaluate("queue.stored(queue.all[0].id, 5); queue.failAll('not open')")
    assert tab.evaluate("queue.all.map(({ failed }) => failed)") == ["", "not open"]


def test_an_empty_queue_leaves_nothing_on_the_device(tab):
    tab.evaluate("queue.add('one'); queue.remove(queue.first.id)")
    assert tab.evaluate("localStorage.length") == 0


def test_other_tabs_of_the_topic_are_told_and_of_other_topics_not(tab):
    other = tab.context.new_page()
    other.goto("/js/send-queue.js")
    other.evaluate("localStorage.setItem('draft:outbox:12:7:pumps', '[]')")
    other.evaluate("localStorage.setItem('draft:outbox:12:7:meters', '[]')")
    tab.wait_for_function("changes > 0")
    other.evaluate("localStorage.clear()")  # as when somebody signs out there
    tab.wait_for_function("changes > 1")
    assert tab.evaluate("changes") == 2


def test_where_a_page_is_not_secure_ids_are_still_made_and_unlike(page, load):
    page.add_init_script("crypto.randomUUID = undefined")
    load("send-queue.js", code=CODE)
    page.evaluate("['one', 'two'].forEach((text) => queue.add(text))")
    first, second = page.evaluate("queue.all.map(({ id }) => id)")
    assert first != second
    assert all(len(id) == 36 and id[14] == "4" and id[19] in "89ab" for id in (first, second))
