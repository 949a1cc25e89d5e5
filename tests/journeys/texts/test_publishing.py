"""A case goes its way: written by an alumna, sent back, changed, approved, read."""

import re
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Site, problems_of, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ALUMNA, EDITOR = "alumna@demo.example", "editor@demo.example"
ALUMNUS = "alumnus@demo.example"
SECTIONS = ("Context", "Challenge", "Approach", "Results", "What did not work", "Lessons")
WORDS = "Two districts share one canal, and for years they had two gauges, two notebooks and two truths about it."
Visit = Callable[..., Page]


def saved(page: Page) -> None:
    expect(page.locator(".saved-line")).to_contain_text("All saved")


def fill_in(page: Page, title: str) -> None:
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Summary").fill("Two districts read one gauge. What that changed, and what it did not.")
    # What is filled before the editor takes its place is hidden by it.
    expect(page.locator("textarea[data-html]:visible")).to_have_count(0)
    for section in SECTIONS:
        page.get_by_role("textbox", name=section, exact=True).fill(WORDS)
    for choice in ("Kyrgyzstan", "Tajikistan", "Natural resources management", "Water shortage", "Everybody"):
        page.get_by_label(choice, exact=True).check()
    page.get_by_label("My institution has cleared this text").check()
    page.get_by_label("Tags").fill("gauges, joint work")


def decide(page: Page, title: str, button: str, words: str = "") -> None:
    """As an editor does with the mouse, on the page of the review."""
    page.goto("/admin/")
    page.get_by_role("link", name=title).first.click()
    if words:
        page.get_by_text("Your words to the author").first.click()
        page.get_by_role("textbox", name="Your words to the author").fill(words)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(re.compile(r"/admin/$"))


def waits_for(visit: Visit, query: str) -> None:
    """A member keeps a search that finds nothing yet, and wants to be told at once."""
    page = visit(f"/en/search/?{urlencode({'q': query})}", as_=ALUMNUS)
    page.get_by_role("button", name="Save this search").click()
    page.get_by_label("Tell me").first.select_option("at-once")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_label("Tell me").first).to_have_value("at-once")


def test_from_the_first_word_to_the_published_page(visit: Visit, site: Site) -> None:
    title = f"One gauge for two banks {uuid4().hex[:6]}"
    waits_for(visit, f'"{title}"')
    page = visit("/en/", as_=ALUMNA)
    page.get_by_role("link", name="Share a case").last.click()
    fill_in(page, title)
    saved(page)

    # She closes the tab, and comes back through «My cases».
    again = page.context.new_page()
    page.close()
    again.goto("/en/contribute/")
    again.get_by_role("link", name=title).first.click()
    expect(again.get_by_role("textbox", name="Lessons", exact=True)).to_contain_text("two truths")

    again.get_by_role("button", name="See it as a page").first.click()
    expect(again.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(again.get_by_role("heading", name="What did not work")).to_be_visible()
    again.go_back()
    again.get_by_role("button", name="Send to the editors").first.click()
    expect(again.get_by_text(title).first).to_be_visible()

    desk = visit("/admin/", as_=EDITOR)
    decide(desk, title, "Return with a reason", "Say who paid for the gauge, and in which year.")
    mail = site.mails_to(ALUMNA)[-1]
    assert "Say who paid for the gauge" in mail
    link = re.search(r"http://127\.0\.0\.1:\d+(/\w\w/contribute/\d+/)", mail)
    assert link

    again.goto(link[1].replace("/ru/", "/en/"))
    expect(again.get_by_text("Say who paid for the gauge, and in which year.").first).to_be_visible()
    again.get_by_role("textbox", name="Approach", exact=True).fill(f"{WORDS} The district paid for it in 2019.")
    saved(again)
    again.get_by_role("button", name="Send to the editors").first.click()

    decide(desk, title, "Approve and publish")
    assert title in site.mails_to(ALUMNA)[-1]

    reader = visit("/en/cases/", viewport=PHONE)
    reader.get_by_role("link", name=title).first.click()
    expect(reader.get_by_text("The district paid for it in 2019.")).to_be_visible()
    expect(reader.get_by_text("Aizada Toktosunova").first).to_be_visible()

    site.manage("search_worker", "--once")
    for _turn in range(2):
        site.manage("send_alerts")
    told = [mail for mail in site.mails_to(ALUMNUS) if title in mail]
    assert len(told) == 1, "told once of what he waited for, and never again"
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in told[0]


def test_an_older_tab_does_not_undo_a_newer_one_and_shows_both_texts(visit: Visit) -> None:
    title = f"Two tabs {uuid4().hex[:6]}"
    old = visit("/en/contribute/new/", as_=ALUMNA)
    old.get_by_label("Title", exact=True).fill(title)
    saved(old)
    new = old.context.new_page()
    new.goto(old.url)
    new.get_by_label("Summary").fill("Written in the newer tab")
    saved(new)
    old.get_by_label("Summary").fill("Written in the older tab")
    expect(old.get_by_text("Compare the two; nothing is lost").first).to_be_visible()
    expect(old.get_by_label("Summary")).to_have_value("Written in the older tab")
    old.get_by_role("button", name="Save the draft").last.click()
    expect(old.get_by_text("Written in the newer tab").first).to_be_visible()
    expect(old.get_by_text("Written in the older tab").first).to_be_visible()


def test_nothing_is_lost_when_the_session_has_ended(visit: Visit) -> None:
    title = f"Session over {uuid4().hex[:6]}"
    page = visit("/en/contribute/new/", as_=ALUMNA)
    page.get_by_label("Title", exact=True).fill(title)
    saved(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Summary").fill("Typed after the session had ended")
    expect(page.get_by_role("link", name="Sign in").last).to_be_visible()
    other = page.context.new_page()
    sign_in(other, ALUMNA)
    other.close()
    page.get_by_label("Summary").press("End")
    page.get_by_label("Summary").press_sequentially(", and saved")
    saved(page)
    page.reload()
    expect(page.get_by_label("Summary")).to_have_value("Typed after the session had ended, and saved")


def test_a_draft_is_written_and_saved_without_javascript(visit: Visit) -> None:
    title = f"Without scripts {uuid4().hex[:6]}"
    page = visit("/en/contribute/new/", as_=ALUMNA, java_script_enabled=False)
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Context", exact=True).fill("First paragraph.\n\nSecond paragraph.")
    page.get_by_role("button", name="Save the draft").last.click()
    page.goto("/en/contribute/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_label("Context", exact=True)).to_have_value(re.compile("First paragraph.\\s+Second paragraph."))


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/en/contribute/", "/en/contribute/new/", "/ru/contribute/new/?kind=practice"])
def test_writing_is_open_to_everybodys_means(visit: Visit, path: str, viewport: dict[str, int]) -> None:
    page = visit(path, as_=ALUMNA, viewport=viewport)
    assert problems_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
