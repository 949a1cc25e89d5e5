"""find-option.js: a city is found in a long list by its name in the reader's language or in English."""

import pytest
from playwright.sync_api import expect

LIST = """<form><select name="city" data-find="Find a city" aria-label="City"><option value=""></option>
<optgroup label="Кыргызстан"><option value="osh" data-words="Osh">Ош<option value="naryn" data-words="Naryn">Нарын</optgroup>
<optgroup label="Казахстан"><option value="kyzylorda" data-words="Kyzylorda">Қызылорда<option value="oskemen" data-words="Oskemen Öskemen">Өскемен</optgroup>
</select></form>"""


@pytest.fixture
def box(page, load):
    load("find-option.js", LIST)
    return page.get_by_role("searchbox", name="Find a city")


def options(page):
    return [text for text in page.locator("option").all_inner_texts() if text]


@pytest.mark.parametrize(
    ("typed", "left"), [("нар", ["Нарын"]), ("OSKE", ["Өскемен"]), ("oskemen", ["Өскемен"]), ("қызыл", ["Қызылорда"])]
)
def test_what_is_typed_leaves_what_has_it_and_the_last_one_is_chosen(page, box, typed, left):
    box.fill(typed)
    assert options(page) == left
    expect(page.get_by_label("City", exact=True)).not_to_have_value("")


def test_countries_without_a_city_that_fits_are_left_out(page, box):
    box.fill("os")
    assert page.locator("optgroup").evaluate_all("(all) => all.map((one) => one.label)") == ["Кыргызстан", "Казахстан"]
    box.fill("osh")
    assert page.locator("optgroup").evaluate_all("(all) => all.map((one) => one.label)") == ["Кыргызстан"]


def test_the_list_is_whole_again_when_nothing_is_looked_for_and_what_was_chosen_stays(page, box):
    box.fill("osh")
    box.fill("")
    assert len(options(page)) == 4
    expect(page.get_by_label("City", exact=True)).to_have_value("osh")


def test_what_is_chosen_is_not_lost_by_looking_for_something_else(page, box):
    page.get_by_label("City", exact=True).select_option("naryn")
    box.fill("nothing like it")
    assert options(page) == ["Нарын"]
    expect(page.get_by_label("City", exact=True)).to_have_value("naryn")


def test_the_form_hears_of_the_choice_and_not_of_the_looking(page, box):
    page.evaluate(
        "() => { window.heard = []; document.querySelector('form').addEventListener('input', ({ target }) => heard.push(target.tagName)) }"
    )
    box.press_sequentially("osh")
    assert page.evaluate("new Set(heard).size === 1 && heard[0] === 'SELECT'")


def test_enter_in_the_box_does_not_send_the_form(page, box):
    page.evaluate(
        "() => { window.sent = 0; document.querySelector('form').addEventListener('submit', (event) => { event.preventDefault(); sent += 1 }) }"
    )
    box.press("Enter")
    assert page.evaluate("sent") == 0
