"""copy-text.js: a citation goes into the clipboard by one press."""

from playwright.sync_api import expect

BODY = """<copy-text><p class="citation"> Bekova, A. (2024). One canal. </p>
<button data-copies=".citation" data-done="Copied" hidden>Copy</button><p role="status"></p></copy-text>"""


def test_a_press_puts_the_words_into_the_clipboard_and_says_so(page, load):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    load("copy-text.js", BODY)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Bekova, A. (2024). One canal."


def test_where_the_clipboard_is_closed_the_words_are_marked_for_the_reader(page, load):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")
    load("copy-text.js", BODY)
    page.get_by_role("button", name="Copy").click()
    page.wait_for_function("getSelection().toString().includes('One canal')")
    expect(page.get_by_role("status")).to_have_text("")
