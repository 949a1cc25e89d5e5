"""A text under review with its paragraphs apart, so that a remark stands at the one it was made on."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from django.utils.html import escape
from lxml import html as lxml_html

from cases.contribute.remarks import MAX_QUOTE_LENGTH, Remark
from cases.reading.text.headings import Section
from network.markup import plain

# An author who mends what was remarked changes some words of it. Below this share of equal ones it is another paragraph.
MIN_SIMILARITY = 0.5
# Of one section: quotes are compared with so many paragraphs, and what follows is shown as one.
MAX_PARAGRAPHS = 100


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a section: a paragraph, heading, list or table. quote: its beginning, by which a remark finds it again."""

    number: int
    html: str
    quote: str
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class RemarkedSection:
    """remarks: on the section as a whole, or on a paragraph that is not there any more. original: what a translation is made of."""

    field: str
    anchor: str
    title: str
    paragraphs: Sequence[Paragraph]
    remarks: Sequence[Remark]
    original: str = ""

    @property
    def number_of_remarks(self) -> int:
        return len(self.remarks) + sum(len(paragraph.remarks) for paragraph in self.paragraphs)


def remarked_sections(sections: Sequence[Section], remarks: Sequence[Remark]) -> list[RemarkedSection]:
    """sections: those that have a text, as readers see them."""
    return [
        _section(field, section.anchor, section.title, section.html, [one for one in remarks if one.field == field])
        for section in sections
        if (field := section.anchor.replace("-", "_"))
    ]


def _section(field: str, anchor: str, title: str, html: str, remarks: Sequence[Remark]) -> RemarkedSection:
    blocks = split_blocks(html)
    quotes = [quote_of(block) for block in blocks]
    places = {remark.id: find_quote(remark.quote, quotes) for remark in remarks}
    paragraphs = [
        Paragraph(number, block, quotes[number - 1], [one for one in remarks if places[one.id] == number - 1])
        for number, block in enumerate(blocks, start=1)
    ]
    return RemarkedSection(field, anchor, title, paragraphs, [one for one in remarks if places[one.id] is None])


def split_blocks(html: str) -> list[str]:
    """html: as members' text is kept; words that stand in no block become one."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    start = [f"<p>{escape(root.text.strip())}</p>"] if root.text and root.text.strip() else []
    blocks = [*start, *(lxml_html.tostring(block, encoding="unicode").strip() for block in root)]
    return [*blocks[:MAX_PARAGRAPHS], *filter(None, ["".join(blocks[MAX_PARAGRAPHS:])])]


def quote_of(block: str) -> str:
    return " ".join(plain(block).split())[:MAX_QUOTE_LENGTH].strip()


def find_quote(quote: str, paragraphs: Sequence[str]) -> int | None:
    """Which of the paragraphs, given by their own quotes, was quoted; the likest where its words have changed."""
    if not quote:
        return None
    if quote in paragraphs:
        return paragraphs.index(quote)
    words = set(quote.casefold().split())
    similarities = [_similarity(words, set(paragraph.casefold().split())) for paragraph in paragraphs]
    best = max(similarities, default=0.0)
    return similarities.index(best) if best >= MIN_SIMILARITY else None


def _similarity(words: Set[str], others: Set[str]) -> float:
    """The share of words that two texts have in common (Sørensen–Dice), 0 to 1."""
    return 2 * len(words & others) / max(1, len(words) + len(others))
