"""Headings inside a section: each with an address of its own, and in the contents."""

from collections.abc import Collection
from dataclasses import dataclass

from anyascii import anyascii
from django.utils.html import escape
from django.utils.text import slugify
from lxml import html as lxml_html

from cases.library.models import SectionText

# Of one section in the contents; further ones keep their addresses.
MAX_IN_CONTENTS = 12
MAX_ANCHOR_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Heading:
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it is read, with its own headings."""

    anchor: str
    title: str
    html: str
    headings: tuple[Heading, ...] = ()


def with_headings(section: SectionText) -> Section:
    """An address is made of the heading's words, in Latin letters: it stays when other headings come or go."""
    if "<h3" not in section.html and "<h4" not in section.html:
        return Section(section.anchor, section.title, section.html)
    root = lxml_html.fragment_fromstring(section.html, create_parent="div")
    headings: dict[str, Heading] = {}
    for element in root.iter("h3", "h4"):
        title = " ".join(element.text_content().split())
        if title:
            anchor = _free_anchor(section.anchor, title, headings)
            element.set("id", anchor)
            headings[anchor] = Heading(anchor, title)
    html = escape(root.text or "") + "".join(lxml_html.tostring(one, encoding="unicode") for one in root)
    return Section(section.anchor, section.title, html, tuple(headings.values())[:MAX_IN_CONTENTS])


def _free_anchor(section: str, title: str, taken: Collection[str]) -> str:
    anchor = f"{section}-{slugify(anyascii(title))}"[:MAX_ANCHOR_LENGTH].rstrip("-")
    number, free = 2, anchor
    while free in taken:
        number, free = number + 1, f"{anchor}-{number}"
    return free
