"""HTML taken apart into tags and text: in one pass, whatever it holds."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

# Quantifiers are possessive or bounded: what fails at one place is not tried again at the next.
_VALUE = r"""(?:"[^"]{0,4000}+"|'[^']{0,4000}+'|[^\s"'<>]{1,4000}+)"""
_ATTRIBUTE = re.compile(rf"[\s/]++([a-zA-Z_:][\w:.-]{{0,60}}+)(?:\s*+=\s*+({_VALUE}))?+")
_MARK = re.compile(
    rf"""
      <(?P<end>/?)(?P<name>[a-zA-Z][\w:-]{{0,30}}+)
        (?: (?P<attributes>(?:[\s/]++[a-zA-Z_:][\w:.-]{{0,60}}+(?:\s*+=\s*+{_VALUE})?+){{0,20}}+)[\s/]*+> | [^<>]*+> )
    | (?P<comment><!--)
    | <[!?][^<>]*+>
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """text: between tags, as it stands, with its entities. Else a tag: its name in lower case, attributes unescaped."""

    text: str = ""
    name: str = ""
    is_end: bool = False
    attributes: Mapping[str, str] = MappingProxyType({})


def pieces_of(html: str, without: frozenset[str] = frozenset()) -> Iterator[Piece]:
    """The tags and texts of `html`, in order; comments and declarations go. without: elements that go with their text.

    A comment or such an element that is never closed hides nothing: what follows is text as any other.
    """
    place, missing = 0, set[str]()
    while found := _MARK.search(html, place):
        if found.start() > place:
            yield Piece(html[place : found.start()])
        place, name = found.end(), (found["name"] or "").lower()
        if found["comment"]:
            place = _after(r"-->", html, place, missing)
        elif name not in without:
            if name:
                attributes = _attributes_of(found["attributes"]) if found["attributes"] else {}
                yield Piece("", name, bool(found["end"]), attributes)
        elif not found["end"]:
            place = _after(rf"</{name}[^<>]*+>", html, place, missing)
    if place < len(html):
        yield Piece(html[place:])


def _after(mark: str, html: str, place: int, missing: set[str]) -> int:
    """Where the next `mark` ends, or `place`; one that was not found once is not looked for again."""
    if mark not in missing:
        if found := re.compile(mark, re.IGNORECASE).search(html, place):
            return found.end()
        missing.add(mark)
    return place


def _attributes_of(text: str) -> dict[str, str]:
    return {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(text)}
