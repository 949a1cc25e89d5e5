"""A civil servant, not signed in and often on a phone, finds a case, reads it and cites it."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response, expect

from tests.journeys.conftest import DESK, PHONE, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
Visit = Callable[..., Page]
PAGES = (
    "/en/",
    "/ru/",
    "/en/cases/",
    "/ru/cases/chu-talas/",
    "/en/practices/",
    "/en/search/?q=water",
    "/ru/search/?q=вода",
    "/en/trainings/",
    "/en/about/",
    "/en/account/login/",
    "/en/nothing-here/",
)


def test_a_case_is_found_narrowed_read_in_another_interface_and_cited(visit: Visit) -> None:
    page = visit("/ru/", viewport=PHONE)
    page.get_by_role("combobox").fill("вода")
    page.get_by_role("combobox").press("Enter")
    before = page.locator(".rows > li").count()
    assert before > 1
    page.goto(page.url + "&theme=natural-resources&country=kg")
    assert 0 < page.locator(".rows > li").count() <= before
    page.goto("/en/search/?q=плотина&tag=plotiny")
    page.get_by_role("link", name="Чу и Талас").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Чу и Талас")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Русский").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Чу и Талас")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("copy-text button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Aizada Toktosunova" in copied
    assert copied.endswith("/ru/cases/chu-talas/ (CC BY 4.0)")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_open_to_everybodys_means(visit: Visit, path: str, viewport: dict[str, int]) -> None:
    page = visit(path, viewport=viewport)
    assert problems_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize("path", PAGES[:4])
def test_dark_pages_are_as_readable(visit: Visit, path: str) -> None:
    assert problems_of(visit(path, color_scheme="dark")) == []


@pytest.mark.parametrize("path", ["/ru/", "/ru/cases/chu-talas/"])
def test_the_first_view_is_light_and_whole_without_a_script(visit: Visit, path: str) -> None:
    page = visit("about:blank", viewport=PHONE, java_script_enabled=False)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.extend([answer]))
    page.goto(path, wait_until="networkidle")
    assert page.get_by_role("heading", level=1).is_visible()
    assert any("image/webp" in answer.headers["content-type"] for answer in answers)
    assert sum(size_on_the_line(answer) for answer in answers) <= 100 * 1024


def size_on_the_line(answer: Response) -> int:
    """Bytes as a production server sends them: what is text goes compressed."""
    is_text = answer.headers["content-type"].startswith(("text/", "image/svg"))
    return len(gzip.compress(answer.body()) if is_text else answer.body())
