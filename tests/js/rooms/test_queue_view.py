"""queue-view.js: below the messages stands what waits, with its true state and what can be done about it."""

import pytest
from playwright.sync_api import expect

from tests.js.topic import topic

CODE = """import { MessageLog } from "/js/message-log.js"
import { QueueView } from "/js/queue-view.js"
import { SendQueue } from "/js/send-queue.js"
const topic = document.querySelector("live-topic")
window.queue = new SendQueue("12:7:meters", () => {})
window.view = new QueueView(topic, queue, new MessageLog(topic))
window.acts = 0
view.onact = () => { acts += 1; view.show("Waits") }"""


@pytest.fixture
def tab(page, load):
    load("queue-view.js", topic(), code=CODE)
    page.evaluate("['one', 'two', 'three'].forEach((text) => queue.add(text))")
    page.evaluate(
        "queue.fail(queue.all[0].id, 'Too many at once'); queue.stored(queue.all[1].id, 5); view.show('Waits')"
    )
    return page


def test_each_stands_in_the_order_of_writing_with_its_state(tab):
    waiting = tab.locator("[data-outbox] .message")
    expect(waiting.locator(".message__text")).to_have_text(["one", "two", "three"])
    expect(waiting.locator(".message__state")).to_have_text(["Too many at once", "Sent", "Waits"])


def test_only_what_failed_can_be_tried_again_and_then_waits_in_its_place(tab):
    expect(tab.get_by_role("button", name="Again")).to_have_count(1)
    tab.get_by_role("button", name="Again").click()
    assert tab.evaluate("[acts, queue.first.text]") == [1, "one"]
    expect(tab.locator("[data-outbox] .message__state").first).to_have_text("Waits")


def test_what_failed_can_be_copied_and_thrown_away(tab):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.get_by_role("button", name="Copy").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == "one"
    tab.get_by_role("button", name="Delete").click()
    expect(tab.locator("[data-outbox] .message__text")).to_have_text(["two", "three"])


def test_a_button_keeps_its_focus_while_nothing_changes(tab):
    tab.get_by_role("button", name="Again").focus()
    tab.evaluate("view.show('Waits')")
    expect(tab.get_by_role("button", name="Again")).to_be_focused()


def test_markup_that_somebody_writes_is_shown_as_text(tab):
    tab.evaluate("queue.add('<b>x</b>'); view.show('Waits')")
    assert tab.locator("[data-outbox] .message__text").last.inner_text() == "<b>x</b>"
