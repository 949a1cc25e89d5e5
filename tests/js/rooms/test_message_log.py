"""message-log.js: what comes stands in the page once, in order, with its day, and the reader keeps his place."""

import pytest
from playwright.sync_api import expect

from tests.js.topic import ME, line, message, topic

CODE = """import { MessageLog } from "/js/message-log.js"
window.log = new MessageLog(document.querySelector("live-topic"))"""


@pytest.fixture
def tab(load):
    def tab(*messages, path="/page/", **page):
        return load("message-log.js", topic(*messages, **page), code=CODE, path=path)

    return tab


def append(page, **one):
    return page.evaluate("([line, sent]) => log.append(line, sent)", [line(**one), False])


def test_a_line_stands_once_and_an_older_one_not_at_all(tab):
    page = tab(message(4), after=4)
    assert [append(page, seq=seq) for seq in (5, 5, 4, 7)] == [True, False, False, True]
    assert page.locator(".message__text").all_inner_texts() == ["said 4", "said 5", "said 7"]


def test_lines_of_other_topics_are_counted_as_known_and_not_shown(tab):
    page = tab(after=4)
    assert append(page, seq=5, topic="pumps") is False
    assert page.evaluate("log.last") == 5
    assert page.locator(".message").count() == 0


def test_among_earlier_messages_new_ones_are_not_put_behind_a_gap(tab):
    page = tab(message(1), after=4, past=True)
    assert append(page, seq=5) is False


def test_a_line_has_its_author_its_language_and_the_hour_of_the_readers_zone(tab):
    page = tab()
    append(page, seq=1, institution="Water agency", html="<p>Суу <b>келди</b></p>")
    article = page.locator("#message-1")
    expect(article.locator(".message__author")).to_have_text("Gulnara")
    expect(article.locator(".message__institution")).to_have_text("Water agency")
    expect(article.locator("time")).to_have_text("15:05")  # Bishkek is six hours ahead
    expect(article.locator(".message__text")).to_have_attribute("lang", "ru")
    assert article.locator(".message__text").inner_html() == "<p>Суу <b>келди</b></p>"


def test_a_day_is_named_once_above_its_first_line(tab):
    page = tab()
    for seq, at in [(1, "2024-05-01T09:00:00Z"), (2, "2024-05-01T10:00:00Z"), (3, "2024-05-01T19:00:00Z")]:
        append(page, seq=seq, at=at)  # the last one is said after midnight in Bishkek
    days = page.locator("[data-log] > *").evaluate_all("(all) => all.map((one) => one.querySelector('time').dateTime)")
    assert days == ["2024-05-01", "2024-05-01T09:00:00Z", "2024-05-01T10:00:00Z", "2024-05-02", "2024-05-01T19:00:00Z"]


def test_ones_own_messages_are_known_by_their_author(tab):
    page = tab(message(1, by=ME), message(2), after=2)
    append(page, seq=3, by=ME)
    assert page.locator(".message--own").evaluate_all("(all) => all.map((one) => one.id)") == ["message-1", "message-3"]


def test_under_the_rule_only_the_device_on_which_it_was_written_knows_whose_it_is(tab):
    page = tab(after=2, unnamed=True)
    page.evaluate("log.remember(4)")
    for seq in (3, 4):
        append(page, seq=seq, by=None, author=None, at=None, day="2024-05-01")
    assert page.locator(".message--own").evaluate_all("(all) => all.map((one) => one.id)") == ["message-4"]
    expect(page.locator("#message-4 .message__author")).to_contain_text("You")
    expect(page.locator("#message-3 time")).not_to_contain_text(":")
    assert page.evaluate("Object.keys(localStorage)") == ["draft:own:12:7"]  # and so it is emptied at sign-out


def test_who_reads_the_end_stays_there_and_who_reads_back_is_told_and_keeps_his_place(tab):
    page = tab(*(message(seq, height=200) for seq in range(1, 20)), after=19)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    append(page, seq=20, html="<p style='height: 300px'>long</p>")
    expect(page.locator("#message-20")).to_be_in_viewport()
    expect(page.locator("[data-news]")).to_be_hidden()
    page.evaluate("scrollTo(0, 400)")
    for seq in (21, 22):
        append(page, seq=seq)
    assert page.evaluate("scrollY") == 400
    expect(page.locator("[data-news]")).to_have_text("New below: 2")
    page.locator("[data-news]").evaluate("(button) => button.click()")  # a mouse would scroll to it first
    expect(page.locator("[data-news]")).to_be_hidden()
    expect(page.locator("#message-22")).to_be_in_viewport()


def test_what_was_read_in_another_tab_is_no_news_here(tab):
    page = tab(*(message(seq, height=200) for seq in range(1, 20)), after=19)
    append(page, seq=20)
    expect(page.locator("[data-news]")).to_be_visible()
    page.evaluate("log.readUpTo(19)")
    expect(page.locator("[data-news]")).to_be_visible()
    page.evaluate("log.readUpTo(20)")
    expect(page.locator("[data-news]")).to_be_hidden()


def test_a_link_to_a_message_of_another_page_leads_to_that_page(tab):
    page = tab(message(7), after=7, path="/page/#message-3")
    page.evaluate("log.begin()")
    page.wait_for_url("**/page/?at=3#message-3")


def test_only_the_last_message_sent_here_has_its_tick(tab):
    page = tab()
    for seq in (1, 2):
        page.evaluate("(line) => log.append(line, true)", line(seq, by=ME))
    assert page.locator(".message__state:visible").all_inner_texts() == ["Sent"]
    expect(page.locator("#message-2 .message__state")).to_be_visible()


def change(page, to, **one):
    page.evaluate("([lines, to]) => log.change(lines, to)", [[line(**one)], to])


def test_a_message_that_is_hidden_is_hidden_where_it_stands_and_its_author_is_led_to_why(tab):
    page = tab(message(1, by=ME), message(2), message(3), after=3)
    change(page, 8, seq=1, by=ME, hidden=True, html="")
    change(page, 9, seq=2, hidden=True, html="")
    first, second, third = (page.locator(f"#message-{seq}") for seq in (1, 2, 3))
    for hidden in (first, second):
        expect(hidden.locator("[data-hidden]")).to_be_visible()
        expect(hidden.locator(".message__text")).to_be_hidden()
    expect(first.locator("[data-why]")).to_be_visible()
    expect(second.locator("[data-why]")).to_be_hidden()
    expect(third.locator(".message__text")).to_be_visible()
    assert page.evaluate("log.since") == 9
    change(page, 10, seq=2, html="<p>said 2</p>")
    expect(second.locator(".message__text")).to_have_text("said 2")
    expect(second.locator("[data-hidden]")).to_be_hidden()


def test_what_its_author_took_along_says_so_and_a_message_that_stands_nowhere_is_no_matter(tab):
    page = tab(message(1), after=1)
    change(page, 3, seq=1, html="")
    change(page, 4, seq=77, html="")
    expect(page.locator("#message-1 [data-removed]")).to_be_visible()
    expect(page.locator("#message-1 [data-hidden]")).to_be_hidden()
    assert page.locator(".message").count() == 1
