"""What is written without a line, or in a tab that is closed, is one text each, and is offered while the site lacks it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ALUMNUS = "alumnus@demo.example"
OFFER = "На этом устройстве есть текст, который не сохранён на сайте."
Visit = Callable[..., Page]


def write(page: Page, title: str) -> None:
    page.get_by_label("Название", exact=True).fill(title)


def saved(page: Page) -> None:
    expect(page.locator(".saved-line")).to_contain_text("Всё сохранено")


def nothing_is_kept(page: Page) -> None:
    # Asked again and again from here: the site's policy lets no page wait for a text that is run as a script.
    for _time in range(300):
        if not page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"):
            return
        page.wait_for_timeout(200)
    raise AssertionError("a text is still kept on the device")


def test_two_cases_begun_in_a_valley_are_two_and_each_is_offered(visit: Visit) -> None:
    first = visit("/ru/contribute/new/", as_=ALUMNUS, viewport=PHONE)
    context = first.context
    second = context.new_page()
    second.goto("/ru/contribute/new/")
    context.set_offline(True)
    for page, title in ((first, "Первый случай в долине"), (second, "Второй случай в долине")):
        write(page, title)
        expect(page.locator(".saved-line")).to_contain_text("связи нет")
    first.close()
    second.close()
    context.set_offline(False)
    for title in ("Первый случай в долине", "Второй случай в долине"):
        page = context.new_page()
        page.goto("/ru/contribute/new/")
        expect(page.get_by_text(OFFER)).to_be_visible()
        page.get_by_role("listitem").filter(has_text=title).get_by_role("button", name="Взять его").click()
        saved(page)
        expect(page.get_by_label("Название", exact=True)).to_have_value(title)
        page.close()
    page = context.new_page()
    page.goto("/ru/contribute/")
    for title in ("Первый случай в долине", "Второй случай в долине"):
        expect(page.get_by_role("link", name=title)).to_have_count(1)
    nothing_is_kept(page)


def test_what_a_closing_tab_sends_is_one_text_and_is_not_offered_again(visit: Visit) -> None:
    page = visit("/ru/contribute/new/", as_=ALUMNUS)
    write(page, "Отправлено при закрытии")
    page.goto("/ru/contribute/")
    for _time in range(240):  # what a closing tab sends may come after the next page was asked for
        if page.get_by_role("link", name="Отправлено при закрытии").count():
            break
        page.wait_for_timeout(250)
        page.reload()
    page.goto("/ru/contribute/new/")
    expect(page.locator("[data-kept]")).to_be_hidden()
    page.goto("/ru/contribute/")
    expect(page.get_by_role("link", name="Отправлено при закрытии")).to_have_count(1)
    page.get_by_role("link", name="Отправлено при закрытии").click()
    expect(page.get_by_label("Название", exact=True)).to_have_value("Отправлено при закрытии")
    expect(page.locator("[data-kept]")).to_be_hidden()
    nothing_is_kept(page)


def test_what_was_saved_by_a_press_is_no_longer_kept_on_the_device(visit: Visit) -> None:
    page = visit("/ru/contribute/new/", as_=ALUMNUS)
    write(page, "Сохранено нажатием")
    page.get_by_role("button", name="Посмотреть как страницу").first.click()
    page.wait_for_url(re.compile("/preview/"))
    nothing_is_kept(page)


def test_of_six_files_and_six_more_two_are_named_and_ten_are_there(visit: Visit, tmp_path: Path) -> None:
    files = [tmp_path / f"table-{number:02}.csv" for number in range(12)]
    for file in files:
        file.write_text("month;gate\n")
    page = visit("/ru/contribute/new/", as_=ALUMNUS, viewport=PHONE, java_script_enabled=False)
    for some in (files[:6], files[6:]):
        page.locator("input[name=files]").set_input_files(some)
        page.locator(".writing__end button[value=save]").click()
    expect(page.get_by_text("table-10.csv, table-11.csv")).to_be_visible()
    expect(page.locator("input[name=remove_files]")).to_have_count(10)
