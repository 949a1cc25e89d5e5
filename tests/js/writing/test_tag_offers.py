"""tag-offers.js: tags are offered while one types, and from the text; a pressed one goes into the field."""

import pytest
from playwright.sync_api import expect

FORM = """<form action="/page/7/"><label for="id_tags">Tags</label><input id="id_tags" name="tags">
<tag-offers for="id_tags" source="/known/"><p data-typed hidden>Known tags:</p><p data-in-text hidden>In your text:</p></tag-offers></form>"""


def buttons(*names):
    return "".join(f'<button type="button" data-name="{name}">{name}</button>' for name in names)


@pytest.fixture
def field(page, load):
    page.route("**/known/?q=*", lambda route: route.fulfill(body=buttons("canals", "rivers")))
    page.route("**/page/7/tags/", lambda route: route.fulfill(body=buttons("canals", "neighbours")))
    load("tag-offers.js", FORM)
    return page.get_by_label("Tags")


def test_what_was_begun_is_finished_by_a_known_tag_and_the_form_hears_of_it(page, field):
    page.evaluate("() => { window.heard = 0; document.querySelector('form').addEventListener('input', () => heard++) }")
    field.press_sequentially("water, ca")
    page.locator("[data-typed]").get_by_role("button", name="canals").click()
    expect(field).to_have_value("water, canals, ")
    expect(field).to_be_focused()
    expect(page.locator("[data-typed]")).to_be_hidden()
    assert page.evaluate("heard") == len("water, ca") + 1


def test_what_stands_in_the_text_comes_after_what_is_there(page, field):
    field.fill("water")
    field.focus()
    page.locator("[data-in-text]").get_by_role("button", name="neighbours").press("Enter")
    expect(field).to_have_value("water, neighbours, ")
    expect(page.locator("[data-in-text]").get_by_role("button")).to_have_text(["canals"])


def test_what_is_in_the_field_is_not_offered_again(page, field):
    field.fill("Canals, ri")
    expect(page.locator("[data-typed]").get_by_role("button")).to_have_text(["rivers"])
    expect(page.locator("[data-in-text]").get_by_role("button")).to_have_text(["neighbours"])


def test_what_is_offered_twice_is_taken_once(page, field):
    field.press_sequentially("ca")
    expect(page.locator("[data-in-text]").get_by_role("button")).to_have_count(2)
    page.locator("[data-typed]").get_by_role("button", name="canals").click()
    expect(page.locator("[data-in-text]").get_by_role("button")).to_have_text(["neighbours"])
    expect(field).to_have_value("canals, ")


def test_without_a_line_one_types(page, field):
    page.unroute("**/known/?q=*")
    page.route("**/known/?q=*", lambda route: route.abort())
    field.fill("ri")
    expect(page.locator("[data-typed]")).to_be_hidden()
    expect(field).to_have_value("ri")


def test_a_text_that_was_never_saved_is_not_asked_for(page, field, load):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("() => document.querySelector('form').removeAttribute('action')")
    with page.expect_request("**/known/?q=ri"):
        field.press_sequentially("ri")
    assert not [url for url in asked if url.endswith("/tags/")]
