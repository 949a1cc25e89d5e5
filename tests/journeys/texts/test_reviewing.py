"""The editors' desk, with the mouse: a text that came with a file is corrected, read as readers will, and published once."""

import os
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import PHONE, Site, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
ALUMNA, EDITOR = "alumna@demo.example", "editor@demo.example"
APPROVED = "Редакторы одобрили"
SECOND = "second.editor@demo.example"
TEXTS = Path(__file__).with_name("begin_texts.py").read_text(encoding="utf-8")


def waiting(site: Site, *titles: str) -> None:
    site.shell(TEXTS, TITLES="|".join(titles))


def told(site: Site, title: str) -> list[str]:
    """The mails that say to its author that it is published, in her language."""
    return [mail for mail in site.mails_to(ALUMNA) if title in mail and APPROVED in mail]


def test_a_text_with_a_file_is_corrected_and_published_once_with_the_mouse(visit: Visit, site: Site) -> None:
    title = f"One canal {uuid4().hex[:6]}"
    waiting(site, title)
    desk = visit("/admin/", as_=EDITOR)
    desk.get_by_role("link", name=title).click()
    expect(desk.get_by_role("link", name="annex")).to_have_count(2)
    desk.get_by_role("link", name="Correct the text").click()
    summary = desk.get_by_role("textbox", name="Summary")
    summary.click()
    summary.press_sequentially(" Corrected.")
    desk.get_by_role("button", name="Save draft").click()
    desk.get_by_role("link", name="Read it as readers do, and decide").last.click()
    expect(desk.get_by_text("Corrected.").last).to_be_visible()
    desk.get_by_role("button", name="Approve and publish").click()
    expect(desk.get_by_text("is published. Its author is told.")).to_be_visible()
    assert len(told(site, title)) == 1
    link = re.search(r"http://127\.0\.0\.1:\d+(/\w\w/contribute/\d+/text/)", told(site, title)[0])
    assert link
    author = visit(link[1], as_=ALUMNA)
    expect(author).to_have_url(re.compile(r"/cases/"))
    expect(author.get_by_text("Corrected.").first).to_be_visible()


def post(site: Site, page: str, cookies: str, fields: dict[str, str], answers: list[int]) -> None:
    headers = {"Cookie": cookies, "Referer": page, "Origin": site.url}
    request = urllib.request.Request(page, urllib.parse.urlencode(fields).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            answers.append(answer.status)
    except urllib.error.HTTPError as refused:
        answers.append(refused.code)


def cookies_of(context: BrowserContext) -> str:
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in context.cookies())


def at_once(site: Site, address: str, editors: list[Page], *, apart: float) -> list[int]:
    """Both press Approve, so many seconds apart; the answers in the order in which they came."""
    answers: list[int] = []
    pressed = []
    for editor in editors:
        editor.goto(address)
        form = editor.locator("form.decision")
        fields = {name: form.locator(f"[name={name}]").input_value() for name in ("csrfmiddlewaretoken", "seen")}
        arguments = (
            site,
            editor.url,
            cookies_of(editor.context),
            fields | {"decision": "approve", "words": ""},
            answers,
        )
        pressed.append(threading.Thread(target=post, args=arguments))
    pressed[0].start()
    time.sleep(apart)
    pressed[1].start()
    for thread in pressed:
        thread.join()
    return answers


APART = [float(seconds) for seconds in os.environ.get("SECONDS_APART", "0 0.05").split()]


def test_of_two_editors_who_press_at_once_one_publishes_and_the_other_is_told(visit: Visit, site: Site) -> None:
    titles = [f"Race {uuid4().hex[:8]}" for _apart in APART]
    waiting(site, *titles)
    editors = [visit("/admin/", as_=EDITOR), visit("/admin/", as_=SECOND)]
    for title, apart in zip(titles, APART, strict=True):
        editors[0].goto("/admin/")
        address = editors[0].get_by_role("link", name=title).get_attribute("href") or ""
        answers = at_once(site, address, editors, apart=apart)
        assert sorted(answers) == [200, 409], (apart, answers)
        assert len(told(site, title)) == 1
        editors[0].goto(address)
        expect(editors[0].get_by_text("This text is published.")).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_the_page_of_a_review_is_open_to_everybodys_means(visit: Visit, site: Site, viewport: dict[str, int]) -> None:
    title = f"Open {uuid4().hex[:6]}"
    waiting(site, title)
    desk = visit("/admin/", as_=EDITOR)
    desk.set_viewport_size(viewport)  # type: ignore[arg-type]
    desk.goto(desk.get_by_role("link", name=title).get_attribute("href") or "")
    assert problems_of(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    for name in ("Approve and publish", "Return with a reason"):
        expect(desk.get_by_role("button", name=name)).to_be_in_viewport()
    desk.get_by_role("button", name="Return with a reason").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("textbox", name="Your words to the author")).to_be_in_viewport()
