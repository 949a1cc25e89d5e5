"""Wagtail's own pages in a real browser: no script of theirs fails, a phone shows what they say, and all has its colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
EDITOR, ORGANISER = "editor@demo.example", "organiser@demo.example"
LISTS = ("/admin/pages/", "/admin/images/", "/admin/images/?layout=list", "/admin/snippets/vocabulary/concept/")


def test_the_lists_open_without_an_error_and_their_titles_can_be_read_on_a_phone(visit: Visit) -> None:
    editor = visit("/admin/", as_=EDITOR, viewport=PHONE)
    heading = editor.get_by_role("heading", name="Texts that wait for an editor")
    assert heading.evaluate("it => it.getBoundingClientRect().right") <= PHONE["width"]
    for path in LISTS:
        editor.goto(path)
        narrow = "titles => titles.filter((it) => it.offsetWidth < 150).length"
        assert editor.locator(".listing .title").evaluate_all(narrow) == 0, path
    organiser = visit("/admin/users/", as_=ORGANISER, viewport=PHONE)
    expect(organiser.get_by_role("link", name="Invite somebody")).to_be_visible()


def test_a_section_has_its_name_and_in_the_dark_is_not_white(visit: Visit) -> None:
    editor = visit("/admin/pages/", as_=EDITOR, color_scheme="dark")
    editor.goto("/admin/pages/search/?q=Winter")
    editor.get_by_role("link", name="Winter and summer").first.click()
    section = editor.get_by_role("textbox", name="Context", exact=True)
    expect(section).to_be_visible()
    lightness = "it => Math.max(...getComputedStyle(it).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number))"
    assert section.evaluate(lightness) < 100
