"""Rooms behind proxies that let no socket through, at computers that two people share, and for who reads back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in
from tests.journeys.rooms.test_talking import said, waiting, write

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
TOPIC = "/en/rooms/chu-talas/kto-chinit-vodomery-na-talase/"
OTHER_TOPIC = "/en/rooms/chu-talas/"
Visit = Callable[..., Page]

REFUSING = """window.WebSocket = class extends WebSocket {
  constructor() { super(location.origin.replace("http", "ws") + "/nobody-listens-here/") }
}"""
FORBIDDEN = """window.WebSocket = class {
  static OPEN = 1
  constructor() { throw new DOMException("Not here", "SecurityError") }
}"""
# It is asked to open and neither does nor fails, as behind a proxy that waits for more of the request.
SILENT = """window.WebSocket = class {
  static OPEN = 1
  readyState = 0
  close() { this.readyState = 3 }
}"""


@pytest.mark.parametrize("socket", [REFUSING, FORBIDDEN, SILENT], ids=["refused", "forbidden", "never answered"])
def test_without_a_socket_words_go_and_come_by_plain_requests(visit: Visit, socket: str) -> None:
    mark = uuid4().hex[:8]
    behind_proxy = visit("/en/", as_="alumna@demo.example")
    behind_proxy.add_init_script(socket)
    behind_proxy.goto(TOPIC)
    there = visit(TOPIC, as_="alumnus@demo.example")
    texts = [f"Одно {mark}", f"Другое {mark}", f"Ответ {mark}"]
    for text in texts[:2]:
        write(behind_proxy, text)
    expect(there.get_by_role("log").get_by_text(texts[1])).to_have_count(1)
    write(there, texts[2])
    expect(behind_proxy.get_by_role("log").get_by_text(texts[2])).to_have_count(1)
    for page in (behind_proxy, there):
        assert said(page, texts) == texts
    expect(behind_proxy.locator("[data-outbox] .message")).to_have_count(0)
    expect(behind_proxy.get_by_text("There is no line.")).to_have_count(0)


def test_what_waits_for_one_is_not_said_by_who_signs_in_after_at_the_same_computer(visit: Visit) -> None:
    mark = uuid4().hex[:8]
    hers = visit(TOPIC, as_="alumna@demo.example")
    expect(hers.get_by_text("Connected")).to_be_visible()
    hers.context.set_offline(True)
    write(hers, f"В моём имени {mark}")
    hers.context.clear_cookies()  # her session ended while there was no line
    hers.context.set_offline(False)
    expect(hers.locator(".message__state").get_by_text("You are signed out.")).to_be_visible()

    his = hers.context.new_page()
    sign_in(his, "alumnus@demo.example")
    his.goto(TOPIC)
    hers.bring_to_front()
    hers.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    write(his, f"А это я {mark}")
    expect(his.get_by_role("log").get_by_text(f"А это я {mark}")).to_have_count(1)
    assert waiting(hers) == [f"В моём имени {mark}"]
    expect(his.get_by_text(f"В моём имени {mark}")).to_have_count(0)

    his.context.clear_cookies()
    sign_in(his, "alumna@demo.example")
    hers.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    mine = hers.get_by_role("log").locator(".message", has_text=f"В моём имени {mark}")
    expect(mine).to_contain_text("Aizada Toktosunova")
    expect(mine).to_have_count(1)
    assert waiting(hers) == []


def test_who_reads_back_keeps_the_place_and_is_told_what_came(visit: Visit) -> None:
    mark = uuid4().hex[:8]
    reading, there = visit(TOPIC, as_="alumna@demo.example"), visit(TOPIC, as_="alumnus@demo.example")
    expect(reading.get_by_text("Connected")).to_be_visible()
    reading.evaluate("scrollTo(0, 0)")
    for number in (1, 2):
        write(there, f"Новость {number} {mark}")
    button = reading.get_by_role("button", name="New messages below: 2")
    expect(button).to_be_in_viewport()
    assert reading.evaluate("scrollY") == 0
    button.click()
    expect(reading.get_by_text(f"Новость 2 {mark}")).to_be_in_viewport()
    expect(button).to_be_hidden()


def test_a_link_to_a_message_leads_to_it_and_not_to_the_end(visit: Visit) -> None:
    page = visit(TOPIC, as_="alumna@demo.example", viewport={"width": 360, "height": 500})
    seq = page.get_by_role("log").locator(".message").first.get_attribute("data-seq")
    address = page.locator(f"#message-{seq} .message__time a").get_attribute("href")
    for way in (address, f"#message-{seq}"):
        page.goto("/en/rooms/")
        page.goto(f"{TOPIC}{way}")
        expect(page.get_by_text("Connected")).to_be_attached()
        expect(page.locator(f"#message-{seq}")).to_be_in_viewport()


def test_what_is_said_in_another_topic_is_counted_beside_it(visit: Visit) -> None:
    there = visit(OTHER_TOPIC, as_="alumnus@demo.example")
    other = there.locator("a.topic-row:not([href*='kto-chinit'])").first
    title = other.locator(".topic-row__title").inner_text()
    reading = visit(TOPIC, as_="alumna@demo.example")
    expect(reading.get_by_text("Connected")).to_be_visible()
    count = reading.locator("a.topic-row", has_text=title).locator("[data-count]")
    before = int(count.text_content() or 0)
    other.click()
    write(there, f"Сюда тоже {uuid4().hex[:8]}")
    expect(count).to_have_text(str(before + 1))
    expect(count).to_be_visible()
