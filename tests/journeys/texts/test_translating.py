"""A Russian case is translated into Kyrgyz beside the original, reviewed, read; and says where the original has changed since."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Site, problems_of
from tests.journeys.texts.test_reviewing import cookies_of, post

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Visit = Callable[..., Page]
ALUMNA, ALUMNUS, EDITOR = "alumna@demo.example", "alumnus@demo.example", "editor@demo.example"
ORIGINAL = Path(__file__).with_name("begin_original.py").read_text(encoding="utf-8")
SECTIONS = ("Контекст", "В чём трудность", "Что сделали", "Что получилось", "Уроки")
WORDS = (
    "Эки район бир каналды бөлүшөт жана ар жазда кайсы шлюзду ким ачарын жана канча күнгө экенин кайра макулдашышат."
)
CHANGED = "Оригинал здесь изменился с тех пор, как был сделан перевод."


def fits(page: Page) -> None:
    """At 360 and 1280, for everybody's means."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert problems_of(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})


def approve(visit: Visit, title: str) -> Page:
    desk = visit("/ru/", as_=EDITOR)
    desk.goto("/admin/")
    desk.get_by_role("link", name=title).first.click()
    return desk


def publish(desk: Page) -> None:
    desk.get_by_role("button", name="Одобрить и опубликовать").click()
    desk.wait_for_url(re.compile(r"/admin/$"))


def send(page: Page) -> None:
    page.get_by_role("button", name="Отправить редакторам").first.click()
    page.wait_for_url(re.compile(r"/contribute/$"))


def begin(visit: Visit, address: str) -> Page:
    """Whose page names no language is led there, and back."""
    page = visit(f"/ru/cases/{address}/", as_=ALUMNUS)
    page.get_by_role("link", name="Предложить перевод").click()
    page.get_by_role("link", name="Добавить язык на мою страницу").click()
    page.get_by_role("group", name="Языки, на которых вы пишете").get_by_label("Кыргызча").check()
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("Пишет на языках")).to_be_visible()
    page.goto(f"/ru/cases/{address}/")
    page.get_by_role("link", name="Предложить перевод").click()
    fits(page)
    page.get_by_role("button", name="Перевести: Кыргызча").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ваш перевод")).to_be_visible()
    return page


def translate(page: Page, title: str) -> None:
    expect(page.locator("textarea[data-html]:visible")).to_have_count(0)
    context = page.locator("#context .original")
    expect(context.locator("mark", has_text="водных ресурсах")).to_be_visible()
    expect(context.locator("dl")).to_contain_text("суу ресурстары")
    page.get_by_label("Название", exact=True).fill(title)
    page.get_by_label("Краткое содержание").fill("Эки жээкке бир гидропост.")
    for section in SECTIONS:
        page.get_by_role("textbox", name=section, exact=True).fill(WORDS)
    expect(page.locator(".saved-line")).to_contain_text("Всё сохранено")
    fits(page)
    send(page)


def test_translation_offered_reviewed_behind(visit: Visit, site: Site) -> None:
    name = uuid4().hex[:6]
    title, ours = f"Один гидропост {name}", f"Бир гидропост {name}"
    address = site.shell(ORIGINAL, TITLE=title)
    translator = begin(visit, address)
    translate(translator, ours)

    desk = approve(visit, ours)
    expect(desk.get_by_text(f"Перевод текста «{title}»")).to_be_visible()
    desk.locator(".remarked__original summary").first.click()
    expect(desk.get_by_text("Два района делят один канал.")).to_be_visible()
    fits(desk)
    publish(desk)

    reader = visit(f"/ru/cases/{address}/", viewport=PHONE)
    assert reader.locator("link[hreflang=ky]").count() == 1
    reader.locator(".translations").get_by_role("link", name="Кыргызча").click()
    expect(reader.get_by_role("heading", name=ours, level=1)).to_be_visible()
    expect(reader.get_by_text("Aizada Toktosunova").first).to_be_visible()
    expect(reader.locator(".translation-note")).to_contain_text("Перевод:")
    expect(reader.get_by_text(CHANGED)).to_have_count(0)
    fits(reader)

    author = visit(f"/ru/cases/{address}/", as_=ALUMNA)
    author.get_by_role("link", name="Изменить мой текст").click()
    expect(author.locator("textarea[data-html]:visible")).to_have_count(0)
    results = author.get_by_role("textbox", name="Что получилось", exact=True)
    results.focus()
    author.keyboard.press("Control+End")
    author.keyboard.type(" На третий год к нему пришли соседи.")
    expect(results).to_contain_text("На третий год")
    send(author)
    publish(approve(visit, title))

    reader.reload()
    expect(reader.get_by_text(CHANGED)).to_have_count(1)
    expect(reader.locator("#results").get_by_text(CHANGED)).to_be_visible()
    fits(reader)

    translator.goto("/ru/contribute/")
    expect(translator.get_by_text("1 часть оригинала изменилась")).to_be_visible()
    translator.get_by_role("link", name="Написать новую версию").first.click()
    expect(translator.get_by_text("Оригинал здесь изменился с тех пор, как вы его перевели.")).to_have_count(1)
    translator.get_by_label("Мой перевод по-прежнему верен").check()
    send(translator)
    publish(approve(visit, ours))
    reader.reload()
    expect(reader.get_by_text(CHANGED)).to_have_count(0)


def test_of_two_who_offer_at_once_one_translates_and_the_other_is_told_who(visit: Visit, site: Site) -> None:
    address = site.shell(ORIGINAL, TITLE=f"Один гидропост {uuid4().hex[:6]}")
    site.shell("from network.people.models import Profile; Profile.objects.update(languages=['kk', 'ky'])")
    offered = f"/ru/contribute/translate/case/{address}/"
    tabs = [visit(offered, as_=email) for email in (ALUMNA, ALUMNUS)]
    answers: list[int] = []
    pressed = []
    for tab in tabs:
        fields = {"csrfmiddlewaretoken": tab.locator("main [name=csrfmiddlewaretoken]").first.input_value()}
        arguments = (site, tab.url, cookies_of(tab.context), fields | {"language": "kk"}, answers)
        pressed.append(threading.Thread(target=post, args=arguments))
    for thread in pressed:
        thread.start()
    for thread in pressed:
        thread.join()
    assert sorted(answers) == [200, 409]
    told = []
    for tab in tabs:
        tab.reload()
        told.append(tab.get_by_text("уже переводит этот текст на этот язык").count())
    assert sorted(told) == [0, 1]
