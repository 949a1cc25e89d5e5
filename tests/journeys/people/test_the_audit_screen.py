"""An organiser reads the audit log in Russian, narrows it, and takes it away; an editor does not come in."""

import csv
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from network.people.models import EDITORS_GROUP, ORGANISERS_GROUP
from tests.journeys.conftest import DESK, PHONE, Site, problems_of
from tests.journeys.people.passkeys import add_passkey, device_of, fill_in_password, make_account, tab_at_localhost

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

ORGANISER, NEW = "olim@office.example", "safiya@office.example"
# What an editor decides is asked of other journeys: here it is only written down.
DECIDED = """
from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.people.models import Member
record(Act.PUBLISHED, "case:17", by=Member.objects.get(email="editor@demo.example"))
"""


@pytest.fixture
def tab(browser: Browser, site: Site) -> Iterator[Page]:
    make_account(site, ORGANISER, name="Olim Organiserov", group=ORGANISERS_GROUP)
    with tab_at_localhost(browser, site) as page:
        yield page


def fits(tab: Page) -> bool:
    """No part of the page is wider than it: Wagtail scrolls its main part, and not the document."""
    wide = "[...document.querySelectorAll('html, main, .audit-table')].filter((it) => it.scrollWidth > it.clientWidth).length"
    return bool(tab.evaluate(wide) == 0)


def test_an_organiser_reads_narrows_and_takes_away_the_log(tab: Page, site: Site) -> None:
    device_of(tab)
    tab.goto("/admin/audit/")
    fill_in_password(tab, ORGANISER)
    add_passkey(tab)
    site.shell(DECIDED)
    make_account(site, NEW, name="Safiya Editorova", group=EDITORS_GROUP)
    tab.goto("/ru/")  # the admin speaks as the pages that were read last
    tab.goto("/admin/audit/")
    expect(tab.get_by_role("heading", name="Журнал действий")).to_be_visible()
    for words in (
        ("Olim Organiserov", "Вход", "Пароль"),
        ("Текст опубликован", "Кейс 17"),
        ("Роли изменены", "Safiya Editorova", "+Редакторы"),
    ):
        row = tab.get_by_role("row")
        for word in words:
            row = row.filter(has_text=word)
        expect(row.first).to_be_visible()
    for viewport in (PHONE, DESK):
        tab.set_viewport_size(viewport)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert problems_of(tab) == []
        assert fits(tab)

    tab.get_by_label("Кто или о ком").fill("safiya")
    tab.get_by_label("Что", exact=True).select_option("Роли изменены")
    tab.get_by_role("button", name="Показать").click()
    rows = tab.locator(".audit-table tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("+Редакторы")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Скачать как таблицу").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as table:
        heading, line = csv.reader(table, delimiter=";")
    assert heading[1:6] == ["Когда", "Кто", "Что", "О чём", "Подробности"]
    assert line[3:6] == ["Роли изменены", "Safiya Editorova", "'+Редакторы"]
    tab.goto("/admin/audit/?what=exported")
    expect(tab.locator(".audit-table tbody tr").first).to_contain_text("Olim Organiserov")


def test_an_editor_is_not_let_in(visit: Callable[..., Page]) -> None:
    editor = visit("/admin/audit/", as_="editor@demo.example")
    assert editor.url.endswith("/admin/")
    expect(editor.get_by_role("link", name="Audit log")).to_have_count(0)
