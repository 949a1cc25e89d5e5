"""A text's way over the desk: taken, remarked on at a paragraph by keyboard, returned, mended on a telephone in Russian, compared, approved."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Site, problems_of
from tests.journeys.texts.test_reviewing import ALUMNA, EDITOR, SECOND, waiting

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
Visit = Callable[..., Page]
REMARK = "Who writes down what was agreed?"


def remark_by_keyboard(desk: Page) -> None:
    """What was typed elsewhere on the page is there afterwards."""
    desk.get_by_text("Your words to the author").first.click()
    desk.get_by_role("textbox", name="Your words to the author").fill("Nearly ready; see the remark.")
    paragraph = desk.locator("#challenge-1")
    paragraph.locator("summary").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.type(REMARK)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("The remark stands beside the text.")).to_be_visible()
    expect(paragraph.get_by_text(REMARK).first).to_be_visible()
    assert problems_of(desk) == []


def refuse_the_other(other: Page, address: str) -> None:
    other.goto(address)
    expect(other.get_by_text("has taken it.")).to_be_visible()
    other.get_by_role("button", name="Approve and publish").click()
    expect(other.get_by_text("has taken this text.")).to_be_visible()


def mend_on_a_telephone(author: Page, title: str) -> None:
    row = author.locator(".state-row", has_text=title)
    row.get_by_role("link", name="Что изменить").click()
    expect(author.get_by_text(REMARK)).to_be_visible()
    author.get_by_role("button", name="Показать в тексте").click()
    assert author.evaluate("getSelection().toString()").startswith("Two districts share one canal")
    author.keyboard.press("End")
    author.keyboard.type(" The gatekeepers write it into a book.")
    author.locator("#challenge [name^=settled_]").check()
    assert author.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    author.locator(".writing__end button[value=submit]").click()
    expect(author.locator(".state-row", has_text=title)).to_be_visible()


def test_a_text_goes_its_way_over_the_desk(visit: Visit, site: Site) -> None:
    title = f"Way {uuid4().hex[:6]}"
    waiting(site, title)
    desk = visit("/admin/", as_=EDITOR)
    desk.get_by_role("button", name=f"Take “{title}”").click()
    expect(desk.get_by_text("It is with you.", exact=True)).to_be_visible()
    remark_by_keyboard(desk)
    refuse_the_other(visit("/admin/", as_=SECOND), desk.url)
    expect(desk.get_by_role("textbox", name="Your words to the author")).to_have_value("Nearly ready; see the remark.")
    desk.get_by_role("button", name="Return with a reason").click()
    expect(desk.get_by_text("is with its author again, who is told why.")).to_be_visible()

    mend_on_a_telephone(visit("/ru/contribute/", as_=ALUMNA, viewport=PHONE), title)

    desk.set_viewport_size(PHONE)
    desk.goto("/admin/")
    desk.get_by_role("link", name=title).first.click()
    expect(desk.get_by_text("It is with you.", exact=True)).to_be_visible()
    expect(desk.get_by_text("Since it was returned")).to_be_visible()
    expect(desk.locator(".review__changes ins, .review__changes .addition").first).to_contain_text("gatekeepers")
    settled = desk.locator("#challenge-1 .remark--settled")
    expect(settled).to_contain_text(REMARK)
    desk.get_by_role("button", name="Approve and publish").click()
    expect(desk.get_by_text("is published. Its author is told.")).to_be_visible()
