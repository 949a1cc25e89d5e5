"""Somebody leaves: the mail comes, takes it back in time, and afterwards nothing names him."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.demonstration.accounts import PASSWORD
from tests.journeys.conftest import PHONE, Site, problems_of, running, sign_in
from tests.journeys.people.post_office import PostOffice, post_office

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
ALUMNA = "alumna@demo.example"
TOPIC = "/en/rooms/isfara-batken/slukhi-bystree-vody/"
BEGIN = Path(__file__).with_name("begin_leaving.py").read_text(encoding="utf-8")
FIFTEEN_DAYS_LATER = """
from datetime import timedelta
from django.core.cache import cache
from network.people.models import Leaving
from search.periodic_tasks import run_periodic_tasks
leaving = Leaving.objects.get()
leaving.closed_on -= timedelta(days=15)
leaving.save()
cache.clear()
run_periodic_tasks()
"""


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, office: PostOffice) -> Iterator[Site]:
    """One that sends its mail, in place of that which writes it down."""
    with running(tmp_path_factory.mktemp("var"), EMBEDDINGS_URL="off", EMAIL_URL=office.url) as site:
        yield site


def leave(tab: Page) -> None:
    """From the menu, as that of a former participant."""
    tab.goto("/en/account/data/")
    tab.get_by_role("link", name="What happens when I leave").click()
    assert problems_of(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tab.get_by_label("It stays, as that of “a former participant”").check()
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Close my account").click()
    expect(tab.get_by_text("Your account is closed.")).to_be_visible()


def link_in(mail: object) -> str:
    found = re.search(r"http://\S+?(/en/account/leaving/undo/\S+)", mail.get_content())  # type: ignore[attr-defined]
    assert found
    return found[1]


def test_who_left_takes_it_back_by_the_link_that_came(visit: Visit, site: Site, office: PostOffice) -> None:
    case = site.shell(BEGIN, ADDRESS="nodira@post.example", NAME="Nodira Karimova")
    tab = visit(f"/en/cases/{case}/", as_="nodira@post.example", viewport=PHONE)
    leave(tab)
    tab.get_by_label("E-mail address").fill("nodira@post.example")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.get_by_role("heading", name="This account is closed")).to_be_visible()
    [mail] = [mail for mail in office.to("nodira@post.example") if "is closed" in mail["Subject"]]
    tab.goto(link_in(mail))
    assert problems_of(tab) == []
    tab.get_by_role("button", name="Open my account again").click()
    expect(tab.get_by_text("Your account is open again.")).to_be_visible()
    sign_in(tab, "nodira@post.example")
    tab.goto(f"/en/cases/{case}/")
    expect(tab.get_by_role("link", name="Nodira Karimova").first).to_be_visible()


def test_after_fourteen_days_nothing_names_him(visit: Visit, site: Site, office: PostOffice) -> None:
    case = site.shell(BEGIN, ADDRESS="sanjar@post.example", NAME="Sanjar Tursunov")
    tab = visit(f"/en/cases/{case}/", as_="sanjar@post.example", viewport=PHONE)
    expect(tab.get_by_role("link", name="Sanjar Tursunov").first).to_be_visible()
    leave(tab)
    site.shell(FIFTEEN_DAYS_LATER)
    closed, erased = office.to("sanjar@post.example")[-2:]
    assert ("is closed" in closed["Subject"], "is erased" in erased["Subject"]) == (True, True)
    tab.goto(f"/en/cases/{case}/")
    expect(tab.get_by_text("A former participant").first).to_be_visible()
    expect(tab.get_by_text("Sanjar Tursunov")).to_have_count(0)
    tab.goto(link_in(closed))
    expect(tab.get_by_text("This link no longer works")).to_be_visible()
    colleague = visit(TOPIC, as_=ALUMNA)
    said = colleague.locator("[id^=message-]", has_text="The gate is open, says sanjar")
    expect(said).to_contain_text("A former participant")
    expect(colleague.get_by_text("Sanjar Tursunov")).to_have_count(0)
