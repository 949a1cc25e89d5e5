"""Two members in two browsers talk in a case's room."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
TOPIC = "/en/rooms/chu-talas/kto-chinit-vodomery-na-talase/"
Visit = Callable[..., Page]


def write(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()


def said(page: Page, texts: list[str]) -> list[str]:
    """Which of these stand in the log of the room, in the order in which they stand there."""
    return [text for text in page.get_by_role("log").locator(".message__text").all_inner_texts() if text in texts]


def waiting(page: Page) -> list[str]:
    return page.locator("[data-outbox] .message__text").all_inner_texts()


def test_each_sees_what_the_other_says_at_once_and_offline_words_come_once_and_in_order(visit: Visit) -> None:
    mark = uuid4().hex[:8]
    here, there = visit(TOPIC, as_="alumna@demo.example"), visit(TOPIC, as_="alumnus@demo.example", viewport=PHONE)
    expect(there.get_by_role("log", name="Chu and Talas")).to_be_visible()
    first, away = f"Суу келди {mark}", [f"Оффлайн {number} {mark}" for number in range(20)]
    meanwhile = f"Пока вас не было {mark}"

    write(here, first)
    expect(there.get_by_text(first)).to_have_count(1)
    expect(there.get_by_role("log")).to_contain_text("Aizada Toktosunova")

    here.context.set_offline(True)
    for text in away:
        write(here, text)
    assert waiting(here) == away
    expect(here.locator("[data-outbox] .message__state").first).to_contain_text("Waits for a line")
    expect(here.get_by_text("There is no line.")).to_be_visible()
    assert said(here, away) == []
    write(there, meanwhile)
    expect(there.get_by_role("log").get_by_text(meanwhile)).to_have_count(1)

    here.context.set_offline(False)
    for page in (here, there):
        expect(page.get_by_role("log").get_by_text(away[-1])).to_have_count(1)
        assert said(page, [first, meanwhile, *away]) == [first, meanwhile, *away]
    expect(here.locator("[data-outbox] .message")).to_have_count(0)


def test_what_is_typed_and_what_waits_survive_a_closed_tab(visit: Visit) -> None:
    mark = uuid4().hex[:8]
    page = visit(TOPIC, as_="alumna@demo.example")
    page.get_by_label("Your message").fill(f"Half a sentence {mark}")
    page.reload()
    expect(page.get_by_label("Your message")).to_have_value(f"Half a sentence {mark}")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    assert waiting(page) == [f"Half a sentence {mark}"]
    page.context.set_offline(False)
    again = page.context.new_page()
    page.close()
    again.goto(TOPIC)
    expect(again.get_by_role("log").get_by_text(f"Half a sentence {mark}")).to_have_count(1)
    expect(again.locator("[data-outbox] .message")).to_have_count(0)


def test_a_refused_message_says_why_and_keeps_its_words(visit: Visit) -> None:
    page = visit(TOPIC, as_="alumna@demo.example")
    expect(page.get_by_text("Connected")).to_be_visible()
    page.evaluate("document.querySelector('form.composer textarea').dataset.limit = 9999")  # as an old page may have it
    long = "слово " * 700
    write(page, long)
    expect(page.locator(".message--failed .message__state")).to_contain_text("at most 4000 characters")
    assert waiting(page) == [long.strip()]
    page.get_by_role("button", name="Delete").click()
    assert waiting(page) == []


def test_one_reads_and_answers_without_javascript(visit: Visit) -> None:
    mark = uuid4().hex[:8]
    page = visit(TOPIC, as_="alumna@demo.example", java_script_enabled=False)
    write(page, f"Без скриптов {mark}")
    expect(page.get_by_role("log").get_by_text(f"Без скриптов {mark}")).to_have_count(1)


def test_under_the_chatham_house_rule_nobody_is_told_from_another(visit: Visit) -> None:
    mark = uuid4().hex[:8]
    path = "/en/rooms/joint-monitoring/when-the-two-sides-count-differently/"
    page = visit("/en/rooms/", as_="alumna@demo.example")
    page.goto(path)
    if page.get_by_text("There is nothing here").count():
        pytest.fail("the demonstration's account has no key to the room under the rule")
    page.get_by_label("Your message").fill(f"We counted differently {mark}")
    page.get_by_role("button", name="Say it without my name").click()
    mine = page.get_by_role("log").locator(".message", has_text=mark)
    expect(mine).to_contain_text("You, as nobody else can see")
    assert "Toktosunova" not in page.locator("main").inner_text()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/en/rooms/", "/ru/rooms/chu-talas/", TOPIC, "/en/rooms/chu-talas/new-topic/"])
def test_rooms_are_open_to_everybodys_means(visit: Visit, path: str, viewport: dict[str, int]) -> None:
    page = visit(path, as_="alumna@demo.example", viewport=viewport)
    assert problems_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_message_that_is_too_long_stays_in_its_field_until_it_is_shorter(visit: Visit) -> None:
    page = visit(TOPIC, as_="alumna@demo.example")
    text = f"{uuid4().hex[:8]} " + "б" * 4_000
    write(page, text)
    expect(page.get_by_label("Your message")).to_have_value(text)
    expect(page.get_by_text(f"{len(text)} / 4000")).to_be_visible()
    assert waiting(page) == []
    write(page, text[:3_900])
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(page.get_by_text("3900 / 4000")).to_have_count(0)
