"""Lines that look well and carry nothing, many tabs of one member, and the page of rooms while people talk."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.rooms.proxy import Proxy, proxy
from tests.journeys.rooms.test_talking import said, write

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ROOM = "/en/rooms/chu-talas/"
TOPIC = f"{ROOM}kto-chinit-vodomery-na-talase/"
Visit = Callable[..., Page]


@pytest.fixture
def ministry() -> Iterator[Proxy]:
    with proxy() as served:
        yield served


def behind(ministry: Proxy) -> dict[str, dict[str, str]]:
    return {"proxy": {"server": f"http://127.0.0.1:{ministry.port}", "bypass": "<-loopback>"}}


def test_behind_a_proxy_that_opens_sockets_and_swallows_them_words_go_and_come(visit: Visit, ministry: Proxy) -> None:
    mark = uuid4().hex[:8]
    ministry.swallows = True
    here = visit(TOPIC, as_="alumna@demo.example", **behind(ministry))
    there = visit(TOPIC, as_="alumnus@demo.example")
    write(here, f"Из министерства {mark}")
    expect(there.get_by_role("log").get_by_text(f"Из министерства {mark}")).to_have_count(1)
    write(there, f"И обратно {mark}")
    expect(here.get_by_role("log").get_by_text(f"И обратно {mark}")).to_have_count(1)
    assert ministry.tunnels  # it did open them


def test_a_line_that_dies_without_a_word_is_found_out_and_done_without(visit: Visit, ministry: Proxy) -> None:
    mark = uuid4().hex[:8]
    here = visit("/en/", as_="alumna@demo.example", **behind(ministry))
    here.clock.install()
    here.goto(TOPIC)
    expect(here.get_by_text("Connected")).to_be_visible()
    there = visit(TOPIC, as_="alumnus@demo.example")
    ministry.swallows = True
    write(there, f"Слышно ли меня {mark}")
    expect(there.get_by_role("log").get_by_text(f"Слышно ли меня {mark}")).to_have_count(1)
    expect(here.get_by_text(f"Слышно ли меня {mark}")).to_have_count(0)
    here.clock.fast_forward(20_000)  # a ping
    here.clock.fast_forward(8_000)  # and no answer
    expect(here.get_by_role("log").get_by_text(f"Слышно ли меня {mark}")).to_have_count(1)
    write(here, f"Теперь да {mark}")
    expect(there.get_by_role("log").get_by_text(f"Теперь да {mark}")).to_have_count(1)
    assert said(here, [f"Слышно ли меня {mark}", f"Теперь да {mark}"]) == [
        f"Слышно ли меня {mark}",
        f"Теперь да {mark}",
    ]


def row_of(rooms: Page) -> Locator:
    return rooms.locator("li[data-room]", has=rooms.locator(f"a[href='{ROOM}']"))


def test_the_page_of_rooms_counts_what_is_said_and_what_another_tab_has_read(visit: Visit) -> None:
    reading = visit(TOPIC, as_="alumna@demo.example")
    expect(reading.get_by_text("Connected")).to_be_visible()
    rooms = reading.context.new_page()
    rooms.goto("/en/rooms/")
    row = row_of(rooms)
    before = int(row.locator("[data-count]").get_attribute("data-count") or 0)  # in other topics of the room
    reading.evaluate("scrollTo(0, 0)")
    there = visit(TOPIC, as_="alumnus@demo.example")
    for number in (1, 2):
        write(there, f"Новость {number} {uuid4().hex[:8]}")
    expect(row.locator("[data-count]")).to_have_text(str(before + 2))
    expect(row.locator("[data-news]")).to_be_visible()
    expect(rooms.locator("li[data-room]").first.locator("h3")).to_have_text(row.locator("h3").inner_text())
    reading.bring_to_front()
    reading.get_by_role("button", name="New messages below: 2").click()
    expect(row.locator("[data-count]")).to_have_text(str(before))


def test_two_tabs_of_a_topic_agree_on_what_is_read(visit: Visit) -> None:
    first = visit(TOPIC, as_="alumna@demo.example")
    second = first.context.new_page()
    second.goto(TOPIC)
    for page in (first, second):
        expect(page.get_by_text("Connected")).to_be_visible()
        page.evaluate("scrollTo(0, 0)")
    write(visit(TOPIC, as_="alumnus@demo.example"), f"Новость {uuid4().hex[:8]}")
    for page in (first, second):
        expect(page.get_by_role("button", name="New messages below: 1")).to_be_visible()
    first.get_by_role("button", name="New messages below: 1").click()
    expect(second.get_by_role("button", name="New messages below: 1")).to_be_hidden()


def test_a_slash_leads_to_the_search_from_a_room_and_stays_a_slash_in_a_message(visit: Visit) -> None:
    page = visit(TOPIC, as_="alumna@demo.example")
    field = page.get_by_label("Your message")
    field.press_sequentially("и/или")
    expect(field).to_have_value("и/или")
    field.fill("")
    page.get_by_role("log").focus()
    page.keyboard.press("/")
    page.wait_for_url("**/en/search/#search-box-query")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("суу")
    expect(page.get_by_role("combobox")).to_have_value("суу")
