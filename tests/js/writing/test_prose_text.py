"""prose-text.js: an editor with words instead of marks, in the place of a text area that always holds what is written."""

import pytest
from playwright.sync_api import expect

from tests.js.writing.form import form

PROSE = """<label for="context">Context</label><prose-text><textarea id="context" name="context" data-html="{html}" aria-describedby="help">plain</textarea>
<input type="hidden" name="context-format" value="plain"></prose-text><p id="help">What was it about?</p>"""
# The editor puts its caret where it thinks it is 20 ms after it got the focus; a timer that is set later and longer ends after that.
CARET_IS_SET = "() => new Promise(done => setTimeout(done, 50))"
PASTE = """([html, picture]) => {
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  if (picture) data.items.add(new File(["x"], "a.png", { type: "image/png" }))
  document.querySelector(".ProseMirror").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def opened(page, load):
    def opened(html=""):
        load("prose-text.js", form(fields=PROSE.format(html=html)))
        editor = page.get_by_role("textbox", name="Context")
        editor.focus()
        page.evaluate(CARET_IS_SET)
        return editor

    return opened


def value(page):
    return page.locator("textarea").input_value()


def test_it_shows_what_is_stored_has_the_name_of_its_field_and_writes_back(page, opened):
    editor = opened("&lt;p&gt;Суу &lt;strong&gt;келди&lt;/strong&gt;&lt;/p&gt;")
    expect(editor).to_have_text("Суу келди")
    expect(editor).to_have_accessible_description("What was it about?")
    expect(page.locator("textarea")).to_be_hidden()
    expect(page.locator("[name=context-format]")).to_have_value("html")
    editor.press("Control+End")
    editor.press_sequentially("!")
    assert value(page) == "<p>Суу <strong>келди!</strong></p>"


@pytest.mark.parametrize(
    ("tool", "html"),
    [
        ("Heading", "<h3>water</h3>"),
        ("Bold", "<p><strong>water</strong></p>"),
        ("Italic", "<p><em>water</em></p>"),
        ("List", "<ul><li><p>water</p></li></ul>"),
        ("Numbers", "<ol><li><p>water</p></li></ol>"),
        ("Quotation", "<blockquote><p>water</p></blockquote>"),
    ],
)
def test_each_word_above_it_does_what_it_says_says_that_it_is_on_and_takes_it_back(page, opened, tool, html):
    editor = opened("&lt;p&gt;water&lt;/p&gt;")
    editor.press("Home")
    editor.press("Shift+End")
    button = page.get_by_role("button", name=tool, exact=True)
    button.click()
    assert value(page) == html
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    assert value(page) == "<p>water</p>"


def test_a_link_is_asked_for_and_an_empty_address_takes_it_away(page, opened):
    editor = opened("&lt;p&gt;water&lt;/p&gt;")
    for address, html in [("https://example.org/", 'href="https://example.org/"'), ("", "<p>water</p>")]:
        page.once("dialog", lambda dialog, address=address: dialog.accept(address))
        editor.press("Control+a")
        page.get_by_role("button", name="Link").click()
        assert html in value(page)


def test_an_emptied_text_is_empty_and_not_an_empty_paragraph(page, opened):
    editor = opened("&lt;p&gt;water&lt;/p&gt;")
    editor.press("Control+a")
    editor.press("Delete")
    assert value(page) == ""


def test_what_is_pasted_from_word_comes_clean_and_left_out_pictures_are_told_of(page, opened):
    opened()
    page.evaluate(PASTE, ['<h1 style="color:red">Canal</h1><p>text<img src="x.png"></p>', False])
    assert value(page) == "<h3>Canal</h3><p>text</p>"
    expect(page.locator("prose-text").get_by_role("status")).to_have_text("Pictures were left out")


def test_a_picture_alone_is_told_of_too(page, opened):
    opened()
    page.evaluate(PASTE, ["", True])
    expect(page.locator("prose-text").get_by_role("status")).to_have_text("Pictures were left out")


def test_what_is_restored_from_the_device_stands_in_the_editor(page, opened):
    editor = opened("&lt;p&gt;old&lt;/p&gt;")
    page.evaluate(
        "() => { document.querySelector('textarea').value = '<p>restored</p>'; document.querySelector('form').dispatchEvent(new CustomEvent('typed:restored')) }"
    )
    expect(editor).to_have_text("restored")


def test_the_form_hears_what_is_written(page, opened):
    editor = opened()
    page.evaluate(
        "() => { window.heard = 0; document.querySelector('form').addEventListener('input', ({ target }) => { heard += target.name === 'context' }) }"
    )
    editor.press_sequentially("x")
    assert page.evaluate("heard") > 0
