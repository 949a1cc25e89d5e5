"""What is pasted into a section keeps what its author meant, and what is left out is said."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
Visit = Callable[..., Page]
PASTE = """([html, picture]) => {
  const data = new DataTransfer()
  if (html) data.setData("text/html", html)
  if (picture) data.items.add(new File(["x"], "screen.png", {type: "image/png"}))
  const editor = document.querySelector("#context .ProseMirror")
  editor.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""
FROM_GOOGLE_DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span
style="font-size:11pt;font-weight:400;font-style:normal">Two districts share </span><span style="font-weight:700">one canal</span><span
style="font-style:italic"> in May</span><sup><a href="#ftnt1">[1]</a></sup></p></b>"""
ITEM = "<p class=MsoListParagraph style='mso-list:{} level1 lfo1'><span style='mso-list:Ignore'>{}&nbsp;</span>{}</p>"
FROM_WORD = (
    ITEM.format("l0", "·", "a calendar")
    + ITEM.format("l1", "1.", "meet")
    + ITEM.format("l1", "2.", "agree")
    + "<p>The <b style='mso-bidi-font-weight:normal'>gate</b><a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'>"
    "<span class=MsoFootnoteReference>[1]</span></a> and <a name='x'>its key</a></p><img src='file:///C:/gate.png' width=400 height=300>"
    "<p class=MsoFootnoteText><a href='#_ftnref1'>[1]</a> Agreement of 2000.</p>"
)


def paste(page: Page, html: str = "", *, picture: bool = False) -> str:
    page.get_by_role("textbox", name="Context", exact=True).fill("")
    page.evaluate(PASTE, [html, picture])
    return re.sub(r"<ol[^>]*>", "<ol>", page.locator("#context .ProseMirror").inner_html())


def test_bold_lists_and_footnotes_come_as_they_were_meant_and_left_out_pictures_are_told_of(visit: Visit) -> None:
    page = visit("/en/contribute/new/", as_="alumnus@demo.example")
    told = page.locator("#context").get_by_text("Pictures were left out of what you pasted.")
    kept = paste(page, FROM_GOOGLE_DOCS)
    assert "<p>Two districts share <strong>one canal</strong><em> in May</em><sup>1</sup></p>" in kept
    expect(told).to_be_hidden()
    kept = paste(page, FROM_WORD)
    assert "<ul><li><p>a calendar</p></li></ul><ol><li><p>meet</p></li><li><p>agree</p></li></ol>" in kept
    assert "<p>The <strong>gate</strong><sup>1</sup> and its key</p>" in kept
    assert "<p><sup>1</sup> Agreement of 2000.</p>" in kept
    expect(told).to_be_visible()
    paste(page, "<p>no picture</p>")
    expect(told).to_be_hidden()
    paste(page, picture=True)
    expect(told).to_be_visible()
