"""topic-sender.js: one message at a time, in order, again after a cut, and never twice by its own doing."""

import pytest

from tests.js.conftest import stop_the_clock

CODE = """import { SendQueue } from "/js/send-queue.js"
import { TopicSender } from "/js/topic-sender.js"
window.queue = new SendQueue("12:7:meters", () => {})
window.sender = new TopicSender(queue, { room: 7, topic: "meters" })
window.sent = []
window.line = { isOpen: true, send(frame) { if (this.isOpen) sent.push(frame); return this.isOpen } }
window.ids = () => queue.all.map(({ id }) => id)
window.write = (...texts) => { for (const text of texts) queue.add(text); return ids() }"""


@pytest.fixture
def tab(page, load):
    stop_the_clock(page)
    return load("topic-sender.js", code=CODE)


def sent(page):
    return [frame["text"] for frame in page.evaluate("sent")]


def test_the_next_goes_when_the_one_before_is_stored(tab):
    first, _second = tab.evaluate("write('one', 'two')")
    assert tab.evaluate("[sender.sendNext(line), sender.sendNext(line), sender.isBusy]") == [True, False, True]
    assert tab.evaluate("sent[0]") == {
        "do": "say",
        "room": 7,
        "topic": "meters",
        "id": first,
        "text": "one",
        "language": "en",
    }
    tab.evaluate("(id) => { sender.stored(id, 5); sender.sendNext(line) }", first)
    assert sent(tab) == ["one", "two"]


def test_after_a_cut_the_same_message_goes_again_under_its_id(tab):
    tab.evaluate("write('one', 'two'); sender.sendNext(line); sender.cut(1006, 'Not sent'); sender.sendNext(line)")
    assert sent(tab) == ["one", "one"]
    assert tab.evaluate("sent[0].id === sent[1].id")


@pytest.mark.parametrize("code", [1003, 1009])
def test_what_the_site_cannot_read_is_not_sent_again_and_holds_up_nothing(tab, code):
    tab.evaluate(
        "(code) => { write('one', 'two'); sender.sendNext(line); sender.cut(code, 'Not sent'); sender.sendNext(line) }",
        code,
    )
    assert sent(tab) == ["one", "two"]
    assert tab.evaluate("queue.all.map(({ failed }) => failed)") == ["Not sent", ""]


def test_what_is_refused_for_good_lets_the_next_one_go(tab):
    first, _second = tab.evaluate("write('one', 'two')")
    tab.evaluate("sender.sendNext(line)")
    tab.evaluate(
        "(id) => { sender.refused({ id, sentence: '', retry: false }, 'Not sent'); sender.sendNext(line) }", first
    )
    assert sent(tab) == ["one", "two"]
    assert tab.evaluate("queue.all[0].failed") == "Not sent"


def test_what_is_refused_for_now_is_told_and_tried_again_after_a_quarter_of_a_minute(tab):
    (first,) = tab.evaluate("write('one')")
    tab.evaluate("sender.sendNext(line)")
    tab.evaluate("(id) => sender.refused({ id, sentence: 'The site rests', retry: true }, 'Not sent')", first)
    tab.clock.run_for(14_999)
    assert tab.evaluate("[sender.hint, sender.sendNext(line)]") == ["The site rests", False]
    tab.clock.run_for(1)
    assert tab.evaluate("[sender.sendNext(line), sender.hint]") == [True, ""]


def test_without_a_line_nothing_is_on_its_way(tab):
    tab.evaluate("write('one'); line.isOpen = false")
    assert tab.evaluate("[sender.sendNext(line), sender.isBusy]") == [False, False]


def test_ten_seconds_without_an_answer_are_a_sick_line(tab):
    tab.evaluate("write('one'); sender.sendNext(line)")
    tab.clock.run_for(10_000)
    assert tab.evaluate("sender.isStuck") is False
    tab.clock.run_for(1)
    assert tab.evaluate("sender.isStuck") is True


def test_by_plain_requests_all_goes_in_order_and_stops_with_the_first_that_gets_no_answer(tab):
    tab.evaluate("write('one', 'two', 'three')")
    asked = tab.evaluate("""async () => {
      const asked = []
      const say = async ({ id, text }) => { asked.push(text); return text === "two" ? null : { is: "said", id, seq: 5 } }
      await sender.postAll({ say }, () => true, ({ id, seq }) => sender.stored(id, seq))
      return asked
    }""")
    assert asked == ["one", "two"]
    assert tab.evaluate("[sender.isBusy, queue.first.text]") == [False, "two"]


def test_plain_requests_end_when_a_socket_opens(tab):
    tab.evaluate("write('one')")
    assert tab.evaluate("sender.postAll({ say: () => { throw new Error('asked') } }, () => false, () => {})") is None


def test_a_room_that_is_closed_to_one_fails_all_that_waits(tab):
    tab.evaluate("write('one', 'two'); sender.sendNext(line); sender.failAll('Not open')")
    assert tab.evaluate("[sender.isBusy, ...queue.all.map(({ failed }) => failed)]") == [False, "Not open", "Not open"]
