"""Curating, in Russian: an editor gathers texts with the mouse, orders them by keyboard, and says what the home page begins with."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, problems_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
EDITOR = "editor@demo.example"
CHU_TALAS, SYR_DARYA = "Чу и Талас", "Сырдарья 1998"


def choose(desk: Page, word: str) -> None:
    """The text that is found by this word, in Wagtail's own chooser."""
    desk.get_by_role("button", name="Добавить текст").click()
    dialog = desk.locator(".modal")
    expect(dialog.locator("input[type=checkbox]").nth(2)).to_be_visible()  # it begins among the texts
    dialog.locator("input[name=q]").fill(word)
    dialog.locator(".page-results h2").wait_for()  # which only results of a search have
    dialog.locator("tr", has_text=re.compile(word)).locator("input[type=checkbox]").first.check()
    dialog.get_by_role("button", name="Подтверждение выбора").click()
    expect(dialog).to_be_hidden()


def begin(desk: Page, title: str) -> None:
    desk.get_by_role("link", name="Подборки").click()
    desk.get_by_label("Название").fill(title)
    desk.get_by_label("Язык").select_option("ru")
    desk.get_by_role("button", name="Начать").click()
    desk.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))  # or going on would break off what begins it


def test_a_collection_is_made_with_the_mouse_ordered_by_keyboard_and_read_on_a_phone(visit: Visit) -> None:
    title = f"Первые шаги {uuid4().hex[:6]}"
    desk = visit("/ru/", as_=EDITOR)
    desk.goto("/admin/")
    begin(desk, title)
    desk.get_by_role("textbox", name="Вступление").click()
    desk.keyboard.type("С этих текстов стоит начать.")
    for place, (word, why) in enumerate([(CHU_TALAS, "Как делят расходы."), (SYR_DARYA, "Чем кончилось.")]):
        choose(desk, word)
        desk.locator(f"#id_items-{place}-why").fill(why)
    desk.get_by_role("button", name="Выше").nth(1).focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("input[name^=items-][name$=-why]").first).to_have_value("Чем кончилось.")
    desk.get_by_role("button", name="Опубликовать").first.click()
    expect(desk.get_by_text("опубликована")).to_be_visible()
    for language in ("ru", "ky"):
        reader = visit(f"/{language}/", viewport=PHONE)
        reader.get_by_role("link", name=title).click()
        lines = reader.locator(".collection__why")
        expect(lines).to_have_text(["Чем кончилось.", "Как делят расходы."])
        expect(reader.get_by_text("С этих текстов стоит начать.")).to_be_visible()
        assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert problems_of(reader) == []


def test_a_text_goes_into_it_from_its_own_page(visit: Visit) -> None:
    title = f"Ещё одна {uuid4().hex[:6]}"
    desk = visit("/ru/", as_=EDITOR)
    desk.goto("/admin/")
    begin(desk, title)
    desk.goto("/ru/cases/glacier-data/")
    desk.get_by_role("link", name="Добавить в подборку").click()
    assert problems_of(desk) == []
    desk.get_by_label("Подборка").select_option(label=f"{title} (ru)")
    desk.get_by_label("Почему он там").fill("Что стоит за рядом чисел.")
    desk.get_by_role("button", name="Добавить", exact=True).click()
    expect(desk.get_by_text("теперь в черновике подборки")).to_be_visible()
    expect(desk.locator("#id_items-0-why")).to_have_value("Что стоит за рядом чисел.")
    desk.get_by_role("link", name="Подборки").click()
    expect(desk.get_by_role("link", name=title)).to_be_visible()
    for width in (1280, 360):
        desk.set_viewport_size({"width": width, "height": 800})
        assert desk.evaluate("document.documentElement.scrollWidth") <= width
        assert problems_of(desk) == []


def test_the_home_page_begins_with_what_an_editor_chose(visit: Visit) -> None:
    """In Kazakh: on the Russian and the Kyrgyz one stands what the demonstration begins with, for others to find."""
    desk = visit("/ru/", as_=EDITOR)
    desk.goto("/admin/pages/")
    desk.get_by_role("link", name="Home (kk)", exact=True).click()
    choose(desk, "ледниках")
    desk.get_by_role("button", name="Добавить объявление").click()
    desk.locator("#id_banners-0-sentence").fill("Мұздықтар туралы оқимыз")
    desk.locator("#id_banners-0-link").fill("/kk/collections/")
    desk.get_by_role("button", name="Опубликовать").first.click()
    expect(desk.get_by_text("опубликована")).to_be_visible()
    reader = visit("/kk/", viewport=PHONE)
    expect(reader.locator(".lead h2")).to_contain_text("ледниках")
    assert reader.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert problems_of(reader) == []
    reader.get_by_role("link", name="Мұздықтар туралы оқимыз").click()
    expect(reader).to_have_url(re.compile("/kk/collections/"))
    for language, banner in (("ru", "Новое: три текста"), ("ky", "Жаңы: кошуналар менен")):
        expect(visit(f"/{language}/", viewport=PHONE).get_by_role("link", name=banner)).to_be_visible()
