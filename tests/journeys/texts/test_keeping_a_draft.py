"""What is typed outlives the line and the tab, comes clean out of Word, and goes when its author signs out."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ALUMNUS = "alumnus@demo.example"
Visit = Callable[..., Page]
# As Word puts it on the clipboard: a heading, a tracked change, a comment, lists that are paragraphs, a table.
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {mso-style-parent:"";}</style></head><body>
<h1 style='mso-margin-top-alt:auto'>The canal<o:p></o:p></h1>
<p class=MsoNormal style='color:red'>Two <b>districts</b> <del>quarrelled over</del><ins>share</ins>
<a href="https://example.org/canal">one canal</a>.<a href="#_msocom_1" class=msocomanchor>[S1]</a></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·&nbsp;</span><![endif]>a calendar</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o&nbsp;</span><![endif]>by week</p>
<p class=MsoNormal>Then</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.&nbsp;</span><![endif]>meet</p>
<table class=MsoTableGrid><tr><td width=100>Month</td><td>Gate</td></tr></table>
<div style='mso-element:comment-list'><div class=msocomtxt>a remark of a colleague</div></div></body></html>"""
PASTE = """(html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  document.querySelector("#context .ProseMirror").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""


def line(page: Page) -> object:
    return expect(page.locator(".saved-line"))


def begin(visit: Visit) -> Page:
    page = visit("/en/contribute/new/", as_=ALUMNUS)
    page.get_by_label("Title", exact=True).fill("A draft to be kept")
    line(page).to_contain_text("All saved")
    return page


def test_what_is_typed_without_a_line_outlives_the_tab_and_is_offered_again(visit: Visit) -> None:
    page = begin(visit)
    address, context = page.url, page.context
    context.set_offline(True)
    page.get_by_role("textbox", name="Results", exact=True).fill("Typed in a valley without a line.")
    line(page).to_contain_text("no connection. Kept on this device")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_text("There is text on this device that is not saved on the site.")).to_be_visible()
    again.get_by_role("button", name="Use it").click()
    line(again).to_contain_text("All saved")
    again.reload()
    expect(again.get_by_role("textbox", name="Results", exact=True)).to_have_text("Typed in a valley without a line.")
    expect(again.get_by_text("There is text on this device")).to_be_hidden()


def test_the_line_back_it_is_saved_without_a_press(visit: Visit) -> None:
    page = begin(visit)
    page.context.set_offline(True)
    page.get_by_label("Summary").fill("Written on the train.")
    line(page).to_contain_text("no connection")
    page.context.set_offline(False)
    line(page).to_contain_text("All saved")


def test_signing_out_leaves_nothing_of_a_draft_on_the_device(visit: Visit) -> None:
    page = begin(visit)
    page.evaluate("localStorage.setItem('draft:1:1', 'a secret'); localStorage.setItem('other', 'stays')")
    page.get_by_label("Title", exact=True).fill("Words of the last second")
    page.locator("summary", has_text="Sherzod").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(r"/en/$"))
    assert page.evaluate("Object.keys(localStorage)") == ["other"]


def test_from_word_come_headings_lists_tables_and_links_and_nothing_else(visit: Visit) -> None:
    page = begin(visit)
    page.get_by_role("textbox", name="Context", exact=True).click()
    page.evaluate(PASTE, FROM_WORD)
    line(page).to_contain_text("All saved")
    page.reload()
    text = page.locator("#context .ProseMirror")
    expect(text.get_by_role("heading", level=3)).to_have_text("The canal")
    expect(text.get_by_role("paragraph").first).to_have_text("Two districts share one canal.")
    expect(text.get_by_role("link", name="one canal")).to_have_attribute("href", "https://example.org/canal")
    expect(text.locator("ul > li > ul > li")).to_have_text("by week")
    expect(text.locator("ol > li")).to_have_text("meet")
    expect(text.get_by_role("table")).to_contain_text("Gate")
    kept = page.locator("[name=context]").input_value()
    assert not re.search("mso|style|class|quarrelled|colleague|S1|·", kept, re.IGNORECASE)
