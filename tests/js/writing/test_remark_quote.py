"""remark-quote.js: from a remark to the paragraph that it was made on."""

import pytest
from playwright.sync_api import expect

BODY = """<div class="with-remark"><div class="ProseMirror" contenteditable="true"><p>Two districts share one canal.</p>
<p>Each spring they %s who opens the gate.</p></div>
<remark-quote data-show="Show it in the text" data-gone="It is not there any more"><blockquote>Each spring they agree anew
who opens the gate.</blockquote></remark-quote></div>"""


@pytest.mark.parametrize("now", ["agree anew", "decide together"])
def test_the_paragraph_is_selected_though_its_author_mended_some_words(page, load, now):
    load("remark-quote.js", BODY % now)
    page.get_by_role("button", name="Show it in the text").click()
    assert page.evaluate("getSelection().toString()") == f"Each spring they {now} who opens the gate."
    assert page.evaluate("document.activeElement.className") == "ProseMirror"


def test_a_paragraph_that_is_gone_is_said_to_be_gone(page, load):
    load("remark-quote.js", BODY.replace("Each spring they %s who opens the gate.", "Nothing of it."))
    page.get_by_role("button", name="Show it in the text").click()
    expect(page.get_by_role("button", name="It is not there any more")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == ""
