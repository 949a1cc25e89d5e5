"""In another language the same page stands at the same place, with all that was typed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ALUMNUS = "alumnus@demo.example"
Visit = Callable[..., Page]
# Each page with a form of its own; the words are typed by a script, for the subject is what becomes of them.
PAGES = (
    "people/me/edit/",
    "people/?q=",
    "rooms/human-security/new-topic/",
    "search/?q=water",
    "account/email/",
    "cases/",
)
TYPE = """() => {
  const typed = []
  const fields = [...document.querySelectorAll("main form")].flatMap((form) => [...form.elements])
  for (const field of fields.filter((field) => field.name && field.checkVisibility())) {
    if (["text", "email", "search", "tel", "textarea"].includes(field.type)) field.value = "word@example.org"
    else if (field.type === "checkbox") field.checked = !field.checked
    else if (field.type === "select-one") field.selectedIndex = field.options.length - 1
    else continue
    typed.push(field.name)
  }
  return typed
}"""
READ = """() => [...document.querySelectorAll("main form")].flatMap((form) => [...form.elements])
  .filter((field) => field.name && !["hidden", "submit", "button", "password"].includes(field.type))
  .map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.value + field.checked : field.value])"""


def switch(page: Page, language: str, code: str) -> None:
    page.locator("footer").get_by_role("link", name=language).click()
    page.wait_for_url(re.compile(f"/{code}/"))


def test_every_form_keeps_what_is_typed(visit: Visit) -> None:
    page = visit("/en/", as_=ALUMNUS)
    for address in PAGES:
        page.goto(f"/en/{address}")
        assert page.evaluate(TYPE), address
        typed = page.evaluate(READ)
        switch(page, "Русский", "ru")
        assert page.evaluate(READ) == typed, address


def test_a_new_case_keeps_its_words_whether_it_was_saved_or_not(visit: Visit) -> None:
    page = visit("/en/contribute/new/", as_=ALUMNUS, viewport=PHONE)
    page.get_by_label("Title", exact=True).fill("A canal between two languages")
    switch(page, "Русский", "ru")
    expect(page.get_by_label("Название", exact=True)).to_have_value("A canal between two languages")
    expect(page.locator(".saved-line")).to_contain_text("Всё сохранено")
    expect(page).to_have_url(re.compile(r"/ru/contribute/\d+/"))
    page.locator("#summary, #id_summary").last.fill("Два района делят канал.")
    switch(page, "Қазақша", "kk")
    expect(page.locator("#id_summary")).to_have_value("Два района делят канал.")
    expect(page.locator("[data-kept]")).to_be_hidden()


def test_an_address_to_sign_in_with_goes_along_and_a_password_does_not(visit: Visit) -> None:
    page = visit("/en/account/login/")
    page.get_by_label("E-mail address").fill("somebody@example.org")
    page.get_by_label("Password", exact=True).fill("a secret of his")
    switch(page, "Русский", "ru")
    expect(page.locator("[name=login]")).to_have_value("somebody@example.org")
    expect(page.locator("[name=password]")).to_have_value("")
    assert "secret" not in str(page.evaluate("Object.values({...sessionStorage, ...localStorage})"))
