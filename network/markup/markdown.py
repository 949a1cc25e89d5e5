"""Markdown as clean HTML."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from network.markup.html_text import sanitize
from network.markup.spans import spans_to_html, typed_to_html

# Blocks alone: what stands within them is read by `spans`, whose time grows with the text and no faster. Definitions of
# links are left out, too: they would vanish from the page.
_blocks = (
    MarkdownIt("zero")
    .enable(["table", "code", "fence", "blockquote", "hr", "list", "heading", "lheading"])
    .disable(["inline", "text_join"])
)
_MARK = re.compile(r"[*_`|\[\]\\<&]|^[ >]*(?:[-+*#>]|\d{1,9}[.)])|^[ \t]*\n", re.MULTILINE)
MAX_MARKS_IN_TEXT = 10_000  # a book's worth; a text with more is no text that somebody wrote in Markdown


def from_markdown(text: str) -> str:
    """Markdown as clean HTML. Raw HTML in it is shown as it was typed; pictures become links to them.

    Of a text with more than MAX_MARKS_IN_TEXT nothing is read as Markdown; nothing of it is lost.
    """
    if len(_MARK.findall(text)) > MAX_MARKS_IN_TEXT:
        paragraphs = filter(None, (one.strip() for one in text.replace("\r\n", "\n").split("\n\n")))
        return sanitize("".join(f"<p>{typed_to_html(one)}</p>\n" for one in paragraphs))
    tokens = _blocks.parse(text)
    for token in tokens:
        if token.type == "inline":
            token.children = [Token("html_inline", "", 0, content=spans_to_html(token.content))]
    return sanitize(_blocks.renderer.render(tokens, _blocks.options, {}))
