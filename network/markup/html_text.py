"""HTML that people write, cleaned; and the words of it."""

from collections.abc import Iterator
from html import escape, unescape

import nh3

from network.markup.tags import Piece, pieces_of

# What a text may hold. Headings begin at h3: the page has its h1, and its sections the h2.
TEXT_TAGS = frozenset(
    "p br h3 h4 ul ol li strong em b i u a blockquote table thead tbody tr th td caption hr sup sub code pre".split()
)
TEXT_ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
URL_SCHEMES = {"http", "https", "mailto"}
LINK_RELATION = "noopener noreferrer ugc"
# Deleted by a tracked change, or never meant to be read: the words go with the tag.
DROPPED_WITH_CONTENT = frozenset("script style del template object iframe noscript svg math".split())
# Deeper than anybody writes. The parser's time grows with depth: each `<p>` opens again what is left open round it.
MAX_DEPTH = 24
MAX_MARKS = 6

_LEVELS = {"h1": "h3", "h2": "h4", "h5": "h4", "h6": "h4"}
_MARKS = frozenset("strong em b i u a sup sub code".split())
_VOID = frozenset({"br", "hr"})
_BLOCKS = frozenset("p h3 h4 ul ol li blockquote table thead tbody tr th td caption hr pre".split())
# Not kept, but what stands in one and in the next are not one word.
_APART = frozenset(
    "div section article header footer aside main figure figcaption dl dt dd center form fieldset address".split()
)
# What the tag closes if it is open, and up to where one looks for it.
_CLOSES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "caption"}), frozenset({"table"})),
    "a": (frozenset({"a"}), frozenset({"table"})),
}
_PARAGRAPHS = frozenset({"p", "h3", "h4"})
_CELLS = frozenset({"td", "th"})


def clean(html: str) -> str:
    """`html` with nothing but words, headings, lists, tables and links. Headings h1 and h2 become h3 and h4."""
    return sanitize("".join(_balanced(html)))


def sanitize(html: str) -> str:
    """The last word on what may stand in a page. For HTML of which each tag is closed: any other could take it long."""
    return nh3.clean(
        html,
        tags=set(TEXT_TAGS),
        attributes={tag: set(names) for tag, names in TEXT_ATTRIBUTES.items()},
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        url_schemes=URL_SCHEMES,
        link_rel=LINK_RELATION,
        strip_comments=True,
    ).strip()


def plain(html: str) -> str:
    """The words alone, blocks apart by line breaks: for the index, for mails, for counting."""
    words = (piece.text or _between(piece) for piece in pieces_of(html, DROPPED_WITH_CONTENT))
    lines = (" ".join(line.split()) for line in unescape("".join(words)).splitlines())
    return "\n".join(line for line in lines if line)


def _between(tag: Piece) -> str:
    if not (tag.is_end or tag.name in _VOID):
        return ""
    if tag.name in _CELLS:
        return " "
    return "\n" if tag.name in _BLOCKS | _VOID | _APART | _LEVELS.keys() else ""


def _balanced(html: str) -> Iterator[str]:
    """`html` with known tags alone, each closed where it must be, and none deeper than MAX_DEPTH."""
    open_tags: list[str] = []
    for piece in pieces_of(html, DROPPED_WITH_CONTENT):
        name = _LEVELS.get(piece.name, piece.name)
        if not name:
            yield piece.text.replace("<", "&lt;").replace(">", "&gt;")
        elif name not in TEXT_TAGS:
            yield "\n" if name in _APART else ""
        elif name in _VOID:
            yield f"<{name}>"
        elif piece.is_end:
            if name in open_tags:
                yield from _close(open_tags, name)
        else:
            yield from _close_before(open_tags, name)
            attributes = _attributes(name, piece)
            if _may_open(open_tags, name) and (attributes or name != "a"):
                open_tags.append(name)
                yield f"<{name}{attributes}>"
    yield from (f"</{name}>" for name in reversed(open_tags))


def _close(open_tags: list[str], name: str) -> Iterator[str]:
    while True:
        last = open_tags.pop()
        yield f"</{last}>"
        if last == name:
            return


def _close_before(open_tags: list[str], name: str) -> Iterator[str]:
    """What the parser would close by itself, and then open again what stood in it: here it is closed for good."""
    if name in _BLOCKS:
        for paragraph in _PARAGRAPHS.intersection(open_tags):
            if paragraph in open_tags:
                yield from _close(open_tags, paragraph)
    closed, until = _CLOSES.get(name, (frozenset(), frozenset()))
    for one in reversed(open_tags):
        if one in until:
            return
        if one in closed:
            yield from _close(open_tags, one)
            return


def _may_open(open_tags: list[str], name: str) -> bool:
    return len(open_tags) < MAX_DEPTH and (name not in _MARKS or sum(map(_MARKS.__contains__, open_tags)) < MAX_MARKS)


def _attributes(name: str, piece: Piece) -> str:
    kept = ((one, piece.attributes[one]) for one in sorted(TEXT_ATTRIBUTES.get(name, ())) if one in piece.attributes)
    # A place within the page that it was copied from: here there is none of that name.
    return "".join(f' {one}="{escape(value)}"' for one, value in kept if not (one == "href" and value.startswith("#")))
