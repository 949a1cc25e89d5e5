"""Text that people write, as HTML that is safe to show. Cleaned where it comes in, once, and shown as it is kept."""

import html
import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# What a text may hold. Headings begin at h3: the page has its h1, and its sections the h2.
TEXT_TAGS = frozenset(
    "p br h3 h4 ul ol li strong em b i u a blockquote table thead tbody tr th td caption hr sup sub code pre".split()
)
TEXT_ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
URL_SCHEMES = {"http", "https", "mailto"}
LINK_RELATION = "noopener noreferrer ugc"
# Deleted by a tracked change, or never meant to be read: the words go with the tag.
DROPPED_WITH_CONTENT = {"script", "style", "del", "template", "object", "iframe", "noscript", "svg", "math"}

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable(["table", "linkify"])
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|blockquote|table|ul|ol)>|<br\s*/?>|<hr\s*/?>", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` as HTML with nothing but words, headings, lists, tables and links. Headings h1 and h2 become h3 and h4."""
    for level, lower in ((1, 3), (2, 4), (5, 4), (6, 4)):
        text = re.sub(rf"<(/?)h{level}\b[^>]*>", rf"<\1h{lower}>", text, flags=re.IGNORECASE)
    return nh3.clean(
        text,
        tags=set(TEXT_TAGS),
        attributes={tag: set(names) for tag, names in TEXT_ATTRIBUTES.items()},
        clean_content_tags=DROPPED_WITH_CONTENT,
        url_schemes=URL_SCHEMES,
        link_rel=LINK_RELATION,
        strip_comments=True,
    ).strip()


def from_markdown(text: str) -> str:
    """Markdown as clean HTML. Raw HTML in it is shown as it was typed; pictures become links to them."""
    tokens = _markdown.parse(text)
    for token in tokens:
        _picture_to_link(token)
    return clean(_markdown.renderer.render(tokens, _markdown.options, {}))


def _picture_to_link(token: Token) -> None:
    for child in token.children or []:
        if child.type == "image":  # a picture would ask another host, and tell it who reads
            child.type, child.tag, child.content = "text", "", str(child.attrGet("src") or child.content)


def plain(markup: str) -> str:
    """The words alone, blocks apart by line breaks: for the index, for mails, for counting."""
    spaced = _BLOCK_END.sub("\n", markup)
    text = nh3.clean(spaced, tags=set(), attributes={}, clean_content_tags=DROPPED_WITH_CONTENT)
    lines = (" ".join(line.split()) for line in html.unescape(text).splitlines())
    return "\n".join(line for line in lines if line)
