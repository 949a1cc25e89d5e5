"""share-text.js: a text goes to the device's own sheet or printer, where it has one."""

from playwright.sync_api import expect

BODY = """<share-text data-title="One canal" data-url="https://chaikhana.example/en/cases/one-canal/">
<button data-share hidden>Share</button><button data-print hidden>Print</button></share-text>"""
SHEET = "window.shared = []; navigator.share = async (what) => { %s; window.shared.push(what) }"


def test_the_sheet_gets_the_title_and_the_address(page, load):
    page.add_init_script(SHEET % "")
    load("share-text.js", BODY)
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("shared") == [{"title": "One canal", "url": "https://chaikhana.example/en/cases/one-canal/"}]


def test_who_closes_the_sheet_again_is_told_of_no_error(page, load):
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(SHEET % "window.asked = true; throw new DOMException('closed', 'AbortError')")
    load("share-text.js", BODY)
    page.get_by_role("button", name="Share").click()
    page.wait_for_function("window.asked")
    assert page.evaluate("shared") == []
    assert not errors


def test_a_browser_without_a_sheet_offers_the_printer_alone(page, load):
    page.add_init_script("delete Navigator.prototype.share; window.print = () => { window.printed = true }")
    load("share-text.js", BODY)
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("printed") is True
