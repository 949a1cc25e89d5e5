"""length-counter.js: who comes near a limit sees it, who is beyond is told, and nothing is cut."""

import pytest
from playwright.sync_api import expect

SCRIPT = {"attributes": 'data-too-long="Too long: {limit} characters fit."'}


def field(value="", limit=10):
    return f'<form><textarea id="summary" data-limit="{limit}" aria-label="Summary">{value}</textarea></form>'


@pytest.fixture
def box(page, load):
    load("length-counter.js", field(), **SCRIPT)
    return page.get_by_label("Summary")


@pytest.mark.parametrize(
    ("text", "count"), [("x" * 8, ""), ("x" * 9, "9 / 10"), ("x" * 10, "10 / 10"), ("🌊" * 10, "10 / 10")]
)
def test_near_the_limit_the_characters_are_counted_as_the_site_counts_them(page, box, text, count):
    box.fill("x" * 9)
    box.fill(text)
    expect(page.locator(".field__count")).to_have_text(count)
    expect(page.get_by_role("status")).to_have_text("")


def test_beyond_it_a_sentence_says_so_and_the_text_stays_whole(page, box):
    box.fill("x" * 12)
    expect(page.get_by_role("status")).to_have_text("Too long: 10 characters fit.")
    expect(box).to_have_value("x" * 12)
    box.fill("x" * 10)
    expect(page.get_by_role("status")).to_have_text("")


def test_the_sentence_is_said_once_and_not_at_every_key(page, box):
    box.fill("x" * 11)
    page.evaluate("""() => { window.said = 0
      new MutationObserver(() => { said += 1 }).observe(document.querySelector("[role=status]"), { childList: true }) }""")
    box.press("End")
    box.press_sequentially("yyy")
    expect(page.locator(".field__count")).to_have_text("14 / 10")
    assert page.evaluate("said") == 0


def test_what_was_too_long_when_the_page_came_is_said_at_once(page, load):
    load("length-counter.js", field("x" * 11), **SCRIPT)
    expect(page.get_by_role("status")).to_have_text("Too long: 10 characters fit.")


def test_far_from_the_limit_nothing_is_added_to_the_page(page, box):
    box.fill("x" * 5)
    expect(page.locator(".field__length")).to_have_count(0)
