"""prose-name.js: an editor in Wagtail's admin has the name of the text area in whose place it stands."""

from playwright.sync_api import expect

BODY = """<label id="label-1" for="context">Context</label><textarea id="context"></textarea><div id="editor" contenteditable role="textbox"></div>"""
READY = """() => document.dispatchEvent(new CustomEvent("prose-editor:ready", { detail: {
  editor: { view: { dom: document.getElementById("editor") } }, textarea: document.getElementById("context") } }))"""


def test_the_editor_is_called_as_its_label_says(page, load):
    load("prose-name.js", BODY)
    page.evaluate(READY)
    expect(page.locator("#editor")).to_have_accessible_name("Context")
