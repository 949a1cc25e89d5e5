"""An editor is pointed to a text like the one he reads, and to a telephone number in it: with the mouse and by keyboard, in Russian."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Site, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
EDITOR = "editor@demo.example"
TEXTS = (Path(__file__).parents[1] / "texts" / "begin_texts.py").read_text(encoding="utf-8")


def test_each_leads_to_its_place(visit: Visit, site: Site) -> None:
    title = f"Общий водомер {uuid4().hex[:6]}"
    again = f"{title}, снова"
    site.shell(TEXTS, TITLES=f"{title}|{again}", MORE="<p>Звоните по этому номеру: +996 312 66 22 33.</p>")
    for viewport in (DESK, PHONE):
        desk = visit("/ru/", as_=EDITOR, viewport=viewport)
        desk.goto("/admin/")
        desk.get_by_role("link", name=title, exact=True).click()
        found = desk.locator(".review__found")
        expect(found.get_by_text("Похож", exact=False).first).to_be_visible()
        number = found.get_by_role("link", name=re.compile("Номер телефона")).first
        number.focus()
        desk.keyboard.press("Enter")
        expect(desk).to_have_url(re.compile("#context-2$"))
        expect(desk.locator("#context-2").get_by_text("+996 312 66 22 33")).to_be_in_viewport()
        assert problems_of(desk) == []
        assert desk.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        found.get_by_role("link", name=again).click()
        expect(desk.get_by_role("heading", name=again)).to_be_visible()
