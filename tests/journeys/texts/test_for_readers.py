"""For the reader of a text: it is saved and found again, and says whether it still holds; its author says so with one button."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, Site, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
Visit = Callable[..., Page]
ALUMNA, ALUMNUS = "alumna@demo.example", "alumnus@demo.example"
# A text of the alumna that everybody may read, as it was published three years ago, and what readers may do with it.
OLD = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Page
from cases.library.models import Authorship, CasePage
from network.people.models import Member
author = Member.objects.get(email="alumna@demo.example")
own = Authorship.objects.filter(member=author).values("page")
page = CasePage.objects.filter(pk__in=own, audience="public", live=True, locale__language_code="ru").first()
then = timezone.now() - timedelta(days=3 * 365)
versions = CasePage.objects.filter(translation_key=page.translation_key)
Page.objects.filter(pk__in=versions.values("pk")).update(first_published_at=then, last_published_at=then)
versions.update(licence="cc-by", holds_on=None)
print(page.address)
"""


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_reader_saves_a_text_finds_it_again_and_takes_it_off(
    visit: Visit, site: Site, viewport: dict[str, int]
) -> None:
    page = visit("/ru/cases/", as_=ALUMNUS if viewport == DESK else ALUMNA, viewport=viewport)
    title = page.locator(".case-row__title a").first.inner_text()
    page.locator(".case-row__title a").first.click()
    page.get_by_role("button", name="Сохранить в список для чтения").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("В вашем списке для чтения", exact=True)).to_be_visible()
    assert problems_of(page) == []
    page.get_by_role("link", name="К списку").click()
    expect(page.get_by_role("heading", name="Список для чтения", level=1)).to_be_visible()
    expect(page.get_by_role("link", name=title)).to_be_visible()
    assert problems_of(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # He finds it in his own menu, in Kyrgyz, too.
    page.goto("/ky/")
    if viewport == DESK:
        page.locator(".tools__name").click()
    else:
        page.locator("summary", has_text="Меню").click()
    page.get_by_role("link", name="Окуу тизмеси").click()
    page.get_by_role("button", name="Тизмеден алып салуу").first.click()
    expect(page.get_by_role("heading", name="Окуу тизмеңиз бош")).to_be_visible()


def test_a_text_of_long_ago_says_so_until_its_author_says_that_it_still_holds(visit: Visit, site: Site) -> None:
    address = f"/ru/cases/{site.shell(OLD)}/"
    reader = visit(address)
    unconfirmed = reader.get_by_text("с тех пор никто не подтвердил, что это по-прежнему верно")
    expect(unconfirmed).to_be_visible()
    expect(reader.get_by_role("link", name="CC BY 4.0")).to_have_attribute(
        "href", "https://creativecommons.org/licenses/by/4.0/"
    )
    expect(reader.get_by_role("button", name="Это по-прежнему верно")).to_have_count(0)

    author = visit("/ru/contribute/", as_=ALUMNA, viewport=PHONE)
    expect(author.get_by_text("По-прежнему ли это верно?").first).to_be_visible()
    assert problems_of(author) == []
    assert author.evaluate("document.documentElement.scrollWidth <= innerWidth")
    while (buttons := author.get_by_role("button", name="Это по-прежнему верно")).count():
        buttons.first.click()
        author.wait_for_load_state()
    expect(author.get_by_text("По-прежнему ли это верно?")).to_have_count(0)

    reader.reload()
    expect(unconfirmed).to_have_count(0)
    expect(reader.get_by_text("Верно на")).to_be_visible()
    assert problems_of(reader) == []

    # The text's page has the button for her, too.
    author.goto(address)
    author.get_by_role("button", name="Это по-прежнему верно").click()
    expect(author.get_by_text("Читатели видят, что на сегодня это верно.")).to_be_visible()
