"""Pages as they look at 360 and 1280 pixels. `make screens` keeps them in docs/screens/; the README shows one, and the editor's
guide those of the desk."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
Visit = Callable[..., Page]
ALUMNA, EDITOR = "alumna@demo.example", "editor@demo.example"
SCREENS = {
    "home": ("/en/", ""),
    "home-ru": ("/ru/", ""),
    "cases": ("/ru/cases/?theme=natural-resources", ""),
    "case": ("/ru/cases/chu-talas/", ""),
    "search": ("/ru/search/?q=вода", ""),
    "share-a-case": ("/en/contribute/new/", ALUMNA),
    "my-cases": ("/en/contribute/", ALUMNA),
    "room": ("/ru/rooms/isfara-batken/slukhi-bystree-vody/", ALUMNA),
    "room-chatham-house": ("/en/rooms/joint-monitoring/when-the-two-sides-count-differently/", ALUMNA),
    "people": ("/ru/people/", ALUMNA),
    "trainings": ("/en/trainings/", ""),
    "desk": ("/admin/", EDITOR),
    "desk-review": ("/admin/", EDITOR),
    "desk-tags": ("/admin/tags/", EDITOR),
    "desk-collection": ("/admin/curation/", EDITOR),
    "desk-report": ("/admin/reports/texts/?show=theme", EDITOR),
}
# What is pressed there first, for its address is another on every site.
PRESSED = {"desk-review": ".desk-row__title a:has-text('короткий')", "desk-collection": ".desk-row__title a[lang=ru]"}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_page_fits_its_screen(visit: Visit, tmp_path: Path, name: str, viewport: dict[str, int]) -> None:
    path, account = SCREENS[name]
    page = visit("/ru/" if path.startswith("/admin/") else path, as_=account, viewport=viewport)
    if path.startswith("/admin/"):  # which speaks the language that was read last
        page.goto(path)
    if name in PRESSED:
        page.goto(page.locator(PRESSED[name]).first.get_attribute("href") or "")
    page.evaluate("scrollTo(0, 0)")
    assert "There is nothing here" not in page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    folder = Path(os.environ.get("SCREENS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128)
    picture.save(folder / f"{name}-{viewport['width']}.png", optimize=True)
