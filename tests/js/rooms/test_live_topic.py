"""live-topic.js: a conversation as its members have it: nothing lost, nothing twice, and the truth about each message."""

import json

import pytest
from playwright.sync_api import expect

from tests.js.conftest import stop_the_clock, until
from tests.js.topic import ME, line, message, topic


@pytest.fixture
def tab(page, load, sockets, site):
    stop_the_clock(page)
    site("**/lines/?*", {"cut": True})
    load("live-topic.js", topic(message(4), after=4))
    sockets.hear("open")
    sockets.tell("open", to=4)
    until(page, lambda: page.clock.run_for(1) is None and page.get_by_role("status").inner_text() == "Connected")
    return page


def write(page, *texts):
    for text in texts:
        page.get_by_label("Your message").fill(text)
        page.get_by_role("button", name="Send").click()


def said(page):
    return page.locator("[data-log] .message__text")


def waiting(page):
    return page.locator("[data-outbox] .message__text")


def test_it_asks_for_all_after_the_last_message_of_the_page(tab, sockets):
    assert sockets.hear("open")["after"] == 4
    sockets.tell_lines(line(5), line(6))
    expect(said(tab)).to_have_text(["said 4", "said 5", "said 6"])


def test_messages_go_one_by_one_and_each_stands_once(tab, sockets):
    write(tab, "one", "two")
    expect(waiting(tab)).to_have_text(["one", "two"])
    first = sockets.hear("say")
    sockets.tell_lines(line(5, by=ME, html="<p>one</p>"))  # before the answer: it would stand twice for a moment
    sockets.tell("said", id=first["id"], seq=5)
    expect(said(tab)).to_have_text(["said 4", "one"])
    expect(waiting(tab)).to_have_text(["two"])
    second = sockets.hear("say", 2)
    assert [first["text"], second["text"]] == ["one", "two"]
    sockets.tell("said", id=second["id"], seq=6)
    sockets.tell_lines(line(6, by=ME, html="<p>two</p>"))
    expect(said(tab)).to_have_text(["said 4", "one", "two"])
    expect(waiting(tab)).to_have_count(0)


def test_what_was_on_its_way_when_the_line_broke_goes_again_under_its_id(tab, sockets):
    write(tab, "one", "two")
    lost = sockets.hear("say")
    sockets.close(1006)
    expect(tab.locator("[data-outbox] .message__state").first).to_have_text("Waits")
    tab.clock.run_for(1_000)
    sockets.were_opened(2)
    assert sockets.hear("open", 2)["after"] == 4
    sockets.tell("open", to=5)
    again = sockets.hear("say", 2)
    assert again == lost
    sockets.tell("said", id=again["id"], seq=5)
    assert sockets.hear("say", 3)["text"] == "two"


def test_after_a_break_it_asks_from_where_it_stands_and_shows_nothing_twice(tab, sockets):
    sockets.tell_lines(line(5))
    expect(said(tab)).to_have_count(2)
    sockets.close(1006)
    tab.clock.run_for(1_000)
    sockets.were_opened(2)
    assert sockets.hear("open", 2)["after"] == 5
    sockets.tell_lines(line(5), line(6))
    expect(said(tab)).to_have_text(["said 4", "said 5", "said 6"])


def test_what_waits_and_what_is_half_written_survive_a_reload(tab, sockets):
    tab.context.set_offline(True)
    write(tab, "one", "two")
    tab.get_by_label("Your message").fill("half")
    tab.context.set_offline(False)
    tab.reload()
    expect(waiting(tab)).to_have_text(["one", "two"])
    expect(tab.get_by_label("Your message")).to_have_value("half")


def test_a_message_without_an_answer_means_a_sick_line(tab, sockets):
    write(tab, "one")
    sockets.hear("say")
    tab.clock.run_for(11_000)
    tab.clock.run_for(1_000)
    sockets.were_opened(2)


def test_a_refused_message_says_why_and_the_next_one_goes(tab, sockets):
    write(tab, "one", "two")
    sockets.tell("refused", id=sockets.hear("say")["id"], status=422, sentence="Nothing is in it", retry=False)
    assert sockets.hear("say", 2)["text"] == "two"
    expect(tab.locator("[data-outbox] .message__state").first).to_have_text("Nothing is in it")


def test_a_room_that_is_no_longer_open_keeps_the_words_and_says_so(tab, sockets):
    write(tab, "one")
    sockets.hear("say")
    sockets.tell("absent")
    expect(tab.locator("[data-outbox] .message__state")).to_have_text("Not open")
    expect(waiting(tab)).to_have_text(["one"])


def test_control_and_enter_send_and_enter_alone_begins_a_line(tab, sockets):
    box = tab.get_by_label("Your message")
    box.press_sequentially("one")
    box.press("Enter")
    box.press_sequentially("two")
    box.press("Control+Enter")
    assert sockets.hear("say")["text"] == "one\ntwo"
    expect(box).to_have_value("")


@pytest.mark.parametrize("text", ["   ", "x" * 41])
def test_nothing_and_too_much_stay_in_their_field(tab, text):
    write(tab, text)
    expect(tab.get_by_label("Your message")).to_have_value(text)
    expect(waiting(tab)).to_have_count(0)


def test_forty_emoji_are_forty_characters(tab, sockets):
    write(tab, "🌊" * 40)
    assert sockets.hear("say")["text"] == "🌊" * 40


def test_a_full_device_leaves_the_words_in_their_field(tab):
    tab.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }")
    tab.get_by_label("Your message").evaluate("(box) => { box.value = 'one' }")
    tab.get_by_role("button", name="Send").click()
    expect(tab.get_by_role("status")).to_have_text("Not sent")
    expect(tab.get_by_label("Your message")).to_have_value("one")


def test_where_no_socket_opens_words_go_and_come_by_plain_requests(page, load, sockets, site):
    answers = [
        {"is": "lines", "lines": [], "more": False},
        {"is": "lines", "lines": [line(5, by=ME, html="<p>one</p>")], "more": False},
    ]
    lines = site("**/lines/?*", *({"body": json.dumps(one), "content_type": "application/json"} for one in answers))
    words = site("**/say/", {"body": json.dumps({"seq": 5}), "content_type": "application/json"})
    page.add_init_script(
        "localStorage.setItem('draft:outbox:12:7:meters', JSON.stringify([{ id: 'a-1', text: 'one', failed: '', seq: 0 }]))"
    )
    stop_the_clock(page)
    load("live-topic.js", topic(message(4), after=4))
    sockets.close(1006)
    assert "text=one" in words.was_asked(1)[0].post_data
    lines.was_asked(2)
    expect(said(page)).to_have_text(["said 4", "one"])
    page.clock.run_for(2_000)
    expect(page.get_by_role("status")).to_have_text("Connected")


def test_what_goes_by_a_plain_request_says_that_it_is_on_its_way(page, load, sockets, site):
    nothing_new = {"body": json.dumps({"is": "lines", "lines": [], "more": False}), "content_type": "application/json"}
    site("**/lines/?*", nothing_new)
    words = []

    def keep_waiting(route):
        words.append(route)

    page.route("**/say/", keep_waiting)
    page.add_init_script(
        "localStorage.setItem('draft:outbox:12:7:meters', JSON.stringify([{ id: 'a-1', text: 'one', failed: '', seq: 0 }]))"
    )
    stop_the_clock(page)
    load("live-topic.js", topic(message(4), after=4))
    sockets.close(1006)
    until(page, lambda: bool(words))
    expect(page.locator("[data-outbox] .message__state")).to_have_text("Sending")


def test_what_is_seen_is_told_to_the_site(tab, sockets):
    sockets.tell_lines(line(5))
    expect(said(tab)).to_have_count(2)
    tab.clock.run_for(500)
    assert sockets.hear("read") == {"do": "read", "room": 7, "topic": "meters", "seq": 5, "as": ME}


def test_frames_of_other_rooms_are_not_ours(tab, sockets):
    sockets.tell("lines", room=8, to=9, lines=[line(9)], more=False)
    sockets.tell_lines(line(5))
    expect(said(tab)).to_have_text(["said 4", "said 5"])
