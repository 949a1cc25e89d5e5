"""A civil servant searches: by keyboard, on a phone, without special letters, by what he meant; and is told of what is new."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Site, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
Visit = Callable[..., Page]


def test_suggestions_are_chosen_without_a_mouse_and_the_box_is_one_key_away(visit: Visit) -> None:
    page = visit("/ru/cases/", viewport=PHONE)
    page.goto("/ru/search/?q=мост")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    box.fill("чу")
    option = page.get_by_role("option", name="Чу и Талас")
    expect(option).to_be_visible()
    assert problems_of(page) == []
    while option.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Чу и Талас")


def test_escape_closes_what_is_offered_and_the_words_stay(visit: Visit) -> None:
    page = visit("/en/search/")
    box = page.get_by_role("combobox")
    box.fill("wat")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("wat")


def test_kazakh_typed_without_its_letters_finds_the_kazakh_case(visit: Visit) -> None:
    page = visit("/kk/search/", viewport=PHONE)
    page.get_by_role("combobox").fill("мемлекеттик кызмет корсету")
    page.get_by_role("combobox").press("Enter")
    expect(page.locator(".rows h3[lang=kk]").first).to_contain_text("терезе")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_words_of_another_layout_are_read_as_they_were_meant_and_said_so(visit: Visit) -> None:
    page = visit("/ru/search/?q=djlf")
    expect(page.get_by_role("link", name="вода", exact=True)).to_be_visible()
    assert page.locator(".rows > li").count() > 1
    assert problems_of(page) == []
    page.get_by_role("link", name="Только мои слова").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("0")


def test_a_search_is_saved_and_kept_under_its_name(visit: Visit, site: Site) -> None:
    page = visit("/en/search/?q=gauge", as_="alumna@demo.example", viewport=PHONE)
    page.get_by_role("button", name="Save this search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved searches")
    expect(page.get_by_role("link", name="gauge")).to_be_visible()
    assert problems_of(page) == []
    page.get_by_label("Tell me").select_option("weekly")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Tell me")).to_have_value("weekly")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have saved no search yet.")).to_be_visible()


def test_what_nobody_wrote_about_is_taken_to_a_room(visit: Visit) -> None:
    page = visit("/en/search/?q=pneumatic+tubes&exact=1", as_="alumna@demo.example")
    page.get_by_role("link", name="Ask this in a room").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask in a room")
    assert problems_of(page) == []
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_label("What do you want to talk about?")).to_have_value("pneumatic tubes")


def test_a_question_in_english_finds_a_kyrgyz_case_and_marks_the_word(visit: Visit) -> None:
    page = visit("/en/search/?q=water&lang=ky", viewport=PHONE)
    expect(page.get_by_text("Also searched:")).to_contain_text("суу")
    case = page.locator(".rows > li").first
    expect(case.locator("h3[lang=ky]")).to_be_visible()
    expect(case.locator("mark").first).to_have_text("суу")
    case.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "ky")


def test_an_operator_is_finished_by_keyboard(visit: Visit) -> None:
    page = visit("/en/search/")
    box = page.get_by_role("combobox")
    box.press_sequentially("water the")
    expect(page.get_by_role("option", name="theme:")).to_be_visible()
    box.fill("water theme:")
    expect(page.get_by_role("option", name="theme:Good governance")).to_have_count(0)
    expect(page.get_by_role("option", name='theme:"Good governance"')).to_be_visible()
    page.get_by_role("option", name='theme:"Good governance"').click()
    expect(box).to_have_value('water theme:"Good governance" ')
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    assert page.locator(".rows > li").count() > 0
