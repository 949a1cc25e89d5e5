"""Two tags of one meaning become one at the desk, in Russian, by the mouse, and are two again by the keyboard."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Site, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
READER, EDITOR = "organiser@demo.example", "second.editor@demo.example"
HERE = Path(__file__).parent
SCRIPTS = [file.read_text(encoding="utf-8") for file in (HERE.parent / "texts/begin_texts.py", HERE / "begin_tags.py")]


def begun(site: Site, live: str, in_review: str, kept: str, gone: str) -> list[str]:
    """Both texts have the tag that will be gone. Returns the addresses of the two tags: of that one first."""
    made = {"TITLES": f"{live}|{in_review}", "TAGS": gone, "KEPT": kept}
    return [site.shell(script, **made) for script in SCRIPTS][1].split()


def found(page: Page, address: str) -> str:
    """Where it leads, and what stands there."""
    answer = page.request.get(address)
    return f"{answer.url}\n{answer.text()}"


def test_tags_are_merged_and_the_merge_is_undone(visit: Visit, site: Site) -> None:
    mark = uuid4().hex[:6]
    live, in_review = f"Shares {mark}", f"Gates {mark}"
    kept, gone = f"irrigation turns {mark}", f"irigation turns {mark}"
    old, new = begun(site, live, in_review, kept, gone)
    desk = visit("/admin/", as_=EDITOR)
    desk.get_by_role("link", name="Метки", exact=True).click()
    desk.get_by_role("link", name="Похожие метки").click()
    desk.get_by_role("button", name=f"Оставить «{kept}» вместо «{gone}»").click()
    expect(desk.get_by_text(f"Метка «{gone}» слита с меткой «{kept}».")).to_be_visible()

    reader = visit(f"/ru/cases/?tag={old}", as_=READER)
    expect(reader).to_have_url(re.compile(rf"/ru/cases/\?tag={new}$"))
    reader.get_by_role("link", name=live).first.click()
    expect(reader.get_by_role("link", name=kept)).to_be_visible()
    reader.goto("/ru/search/saved/")
    expect(reader.get_by_role("link", name=new)).to_have_attribute("href", re.compile(rf"tag={new}$"))
    expect(reader.get_by_role("link", name=old)).to_have_count(0)
    site.manage("search_worker", "--once")
    feed = found(reader, f"/ru/search/feed/?tag={old}")
    assert live in feed
    assert f"/ru/search/feed/?tag={new}" in feed
    desk.goto("/admin/")
    desk.get_by_role("link", name=in_review).click()
    expect(desk.get_by_role("link", name=kept)).to_be_visible()
    expect(desk.get_by_role("link", name=gone)).to_have_count(0)

    desk.goto("/admin/tags/")
    undo = desk.get_by_role("button", name=f"Отменить: «{gone}» с меткой «{kept}»")
    undo.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text(f"«{gone}» и «{kept}» – снова две метки.")).to_be_visible()
    expect(undo).to_have_count(0)
    reader.goto(f"/ru/cases/?tag={old}")
    expect(reader).to_have_url(re.compile(rf"tag={old}$"))
    expect(reader.get_by_role("link", name=live).first).to_be_visible()
    reader.goto("/ru/search/saved/")
    expect(reader.get_by_role("link", name=old)).to_have_attribute("href", re.compile(rf"tag={old}$"))


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_of_tags_are_open_to_everybodys_means(visit: Visit, site: Site, viewport: dict[str, int]) -> None:
    mark = uuid4().hex[:6]
    begun(site, f"Shares {mark}", f"Gates {mark}", f"irrigation turns {mark}", f"irigation turns {mark}")
    desk = visit("/admin/tags/", as_=EDITOR, viewport=viewport)
    desk.goto("/admin/tags/?q=irigation")
    desk.get_by_role("link", name=f"irigation turns {mark}").click()
    pages = [desk.url, "/admin/tags/", "/admin/tags/pairs/"]
    for address in pages:
        desk.goto(address)
        assert problems_of(desk) == [], address
        assert desk.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address
