"""A case under the Chatham House rule goes its way, written on a telephone in Russian; nobody learns from whom."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.cases.files.cleaning.corpus import FILES, KEPT
from tests.cases.files.cleaning.corpus import NAME as NAME_IN_FILE
from tests.cases.files.cleaning.reading import says
from tests.journeys.conftest import PHONE, Site, problems_of
from tests.journeys.texts.test_publishing import decide

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
AUTHOR, EDITOR = "alumnus@demo.example", "editor@demo.example"
SECTIONS = ("context", "challenge", "approach", "results", "lessons")
WORDS = "Два района делят один канал, и каждую весну они заново договариваются, кто открывает затвор и на сколько дней."
Visit = Callable[..., Page]


def saved_by_itself(page: Page, act: Callable[[], None]) -> None:
    with page.expect_response(re.compile("/autosave/")) as saved:
        act()
    assert saved.value.ok


def unfold(page: Page, part: str) -> None:
    """On a telephone the parts of the form are folded."""
    if not page.locator(f"#{part} .fold").evaluate("fold => fold.open"):
        page.locator(f"#{part} .fold > summary").click()


def press(page: Page, action: str) -> None:
    page.locator(f".writing__end button[value={action}]").click()


def write(page: Page, title: str) -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("Два района читают один водомер.")
    for section in SECTIONS:
        unfold(page, section)
        page.locator(f"#{section} .ProseMirror").fill(WORDS)
    unfold(page, "where")
    page.locator("[name=countries]").first.check()
    page.locator("[name=themes]").first.check()


def bring_papers(page: Page) -> None:
    unfold(page, "picture")
    report = {"name": "Отчёт.docx", "mimeType": "application/octet-stream", "buffer": FILES["comments.docx"]()}
    page.locator("[name=files]").set_input_files(report)
    unfold(page, "publishing")
    order = {"name": "order.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 order of the ministry"}
    page.locator("[name=paper]").set_input_files(order)
    press(page, "save")


def choose_the_rule(page: Page) -> None:
    """He is told what becomes of the paper, and the form asks for a tick in its place at once."""
    unfold(page, "publishing")
    expect(page.get_by_text("документ о согласовании сразу будет удалён")).to_be_visible()
    paper = page.get_by_role("link", name="Открыть").last.get_attribute("href") or ""
    assert page.request.get(paper).ok
    expect(page.locator("[name=may_share]")).to_be_hidden()
    saved_by_itself(page, lambda: page.locator("[name=attribution][value=chatham-house]").check())
    expect(page.locator("[name=clearance]").first).to_be_hidden()
    expect(page.locator("[name=paper]")).to_be_hidden()
    assert page.request.get(paper).status == 404
    saved_by_itself(page, lambda: page.locator("[name=may_share]").check())
    saved_by_itself(page, lambda: page.locator("[name=audience][value=public]").check())
    page.reload()
    unfold(page, "publishing")
    expect(page.locator("[name=may_share]")).to_be_checked()
    expect(page.locator("[name=paper]")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert problems_of(page) == []


def test_a_case_under_the_rule_from_draft_to_reader_and_nobody_is_named(visit: Visit, site: Site) -> None:
    title = f"Один водомер {uuid4().hex[:6]}"
    author = visit("/ru/contribute/new/", as_=AUTHOR, viewport=PHONE)
    name = author.evaluate("document.querySelector('[data-key]').dataset.key").split(":")[1]
    write(author, title)
    bring_papers(author)
    choose_the_rule(author)
    press(author, "submit")
    expect(author.get_by_text("по правилу Чатем-Хаус письмо о нём не приходит")).to_be_visible()

    desk = visit("/admin/", as_=EDITOR)
    desk.get_by_role("link", name=title).first.click()
    expect(desk.get_by_text("Ticked by the author: I may share this; the paper stays with me")).to_be_visible()
    nobody_is_named(desk, name)
    paragraph = desk.locator("#approach-1")
    paragraph.get_by_text("Remark", exact=False).first.click()
    paragraph.get_by_label("Your remark").fill("Кто платил за водомер?")
    paragraph.get_by_role("button", name="Leave the remark").click()
    expect(paragraph.get_by_text("Кто платил за водомер?").first).to_be_visible()
    decide(desk, title, "Return with a reason", "Скажите, в каком году.")
    expect(desk.get_by_text("who finds your words beside it; nothing is mailed")).to_be_visible()

    # Nothing told him of it: he comes by himself.
    author.goto("/ru/notices/")
    expect(author.get_by_text(title)).to_have_count(0)
    assert [mail for mail in site.mails_to(AUTHOR) if title in mail] == []
    author.goto("/ru/contribute/")
    row = author.locator(".state-row", has_text=title)
    expect(row.get_by_text("Скажите, в каком году.")).to_be_visible()
    assert author.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    row.get_by_role("link", name="Что изменить").click()
    expect(author.get_by_text("Кто платил за водомер?")).to_be_visible()
    unfold(author, "approach")
    author.locator("#approach .ProseMirror").fill(f"{WORDS} Район заплатил за водомер в 2019 году.")
    press(author, "submit")
    expect(author.locator(".state-row", has_text=title)).to_be_visible()

    decide(desk, title, "Approve and publish")
    expect(desk.get_by_text("Its author sees that in “My cases”; nothing is mailed.")).to_be_visible()
    author.goto("/ru/contribute/")
    expect(author.locator(".state-row", has_text=title)).to_contain_text("Потом никто не сможет сказать, что он ваш")
    assert [mail for mail in site.mails_to(AUTHOR) if title in mail] == []

    reader = visit("/ru/cases/", viewport=PHONE)
    reader.get_by_role("link", name=title).first.click()
    expect(reader.get_by_text("Район заплатил за водомер в 2019 году.")).to_be_visible()
    nobody_is_named(reader, name)
    attached = reader.locator("a[href*='/files/attachments/']").first
    file = reader.request.get(attached.get_attribute("href") or "").body()
    assert says(file, KEPT)
    assert not says(file, NAME_IN_FILE)


def nobody_is_named(page: Page, member: str) -> None:
    """Neither in words nor by a link to his page."""
    shown = page.content()
    for word in ("Sherzod", "Mamat", AUTHOR, NAME_IN_FILE, f"/people/{member}/"):
        assert word not in shown, word
