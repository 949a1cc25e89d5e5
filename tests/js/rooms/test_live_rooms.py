"""live-rooms.js: the page of rooms counts what is said, once, and puts first where somebody spoke last."""

import pytest
from playwright.sync_api import expect

from tests.js.conftest import stop_the_clock
from tests.js.topic import ME, line


def row(room, last=4, news=0, unnamed=""):
    hidden = "" if news else "hidden"
    return f"""<li data-room="{room}" data-last="{last}" {unnamed}><time datetime="2024-04-01">1 April</time><h3>Room {room}</h3>
    <p data-news {hidden}>New messages: <span data-count="{news}">{news}</span></p></li>"""


def rooms(*rows):
    return f"""<live-rooms data-me="{ME}" data-zone="Asia/Bishkek"><ul>{"".join(rows)}</ul>
    <template data-day="2024-05-01"><time datetime="2024-05-01">1 May</time></template></live-rooms>"""


@pytest.fixture
def tab(page, load, sockets):
    stop_the_clock(page)
    load("live-rooms.js", rooms(row(6), row(7, news=1), row(8, unnamed="data-unnamed")))
    sockets.hear("open", 3)
    return page


def news(page, room):
    return page.locator(f"[data-room='{room}'] [data-news]")


def tell(sockets, room, *lines):
    sockets.tell("lines", room=room, to=lines[-1]["seq"], lines=list(lines), more=False)


def test_every_room_is_followed_from_where_its_row_stands(tab, sockets):
    assert [(frame["room"], frame["after"]) for frame in sockets.said] == [(6, 4), (7, 4), (8, 4)]


def test_what_others_say_is_counted_dated_and_brings_the_room_to_the_top(tab, sockets):
    tell(sockets, 7, line(5), line(6, by=ME), line(7))
    expect(news(tab, 7)).to_contain_text("New messages: 3")
    expect(tab.locator("h3")).to_have_text(["Room 7", "Room 6", "Room 8"])
    expect(tab.locator("[data-room='7'] time")).to_have_text("1 May")


def test_what_comes_twice_and_what_one_says_oneself_is_no_news(tab, sockets):
    tell(sockets, 6, line(5))
    tell(sockets, 6, line(5))
    tell(sockets, 6, line(6, by=ME))
    tell(sockets, 7, line(5))  # the last word, so that all before it has been heard
    expect(news(tab, 7)).to_contain_text("2")
    expect(news(tab, 6)).to_contain_text("1")


def test_under_the_rule_what_this_device_wrote_is_no_news(tab, sockets):
    tab.evaluate("localStorage.setItem('draft:own:12:8', '[5]')")
    tell(sockets, 8, line(5, by=None), line(6, by=None))
    expect(news(tab, 8)).to_contain_text("1")


def test_what_was_read_in_another_tab_is_no_news_and_what_came_after_still_is(tab, sockets):
    tell(sockets, 7, line(5), line(6))
    sockets.tell("read", room=7, topic="meters", seq=5, to=5, topic_news=0, room_news=0)
    expect(news(tab, 7)).to_contain_text("1")
    sockets.tell("read", room=7, topic="meters", seq=6, to=6, topic_news=0, room_news=0)
    expect(news(tab, 7)).to_be_hidden()


def test_a_room_that_is_no_longer_open_is_not_on_the_page(tab, sockets):
    sockets.tell("absent", room=6)
    expect(tab.locator("h3")).to_have_text(["Room 7", "Room 8"])


def test_where_no_socket_opens_the_page_itself_is_asked_again(page, load, sockets, site):
    stop_the_clock(page)
    load("live-rooms.js", rooms(row(6)))
    site("**/page/", {"body": f"<html>{rooms(row(6, news=5), row(9))}", "content_type": "text/html"})
    sockets.close(1006)
    expect(page.locator("h3")).to_have_text(["Room 6", "Room 9"])
    expect(news(page, 6)).to_contain_text("5")
