"""Addresses within a text: of pages and of mails. Linear: what is read at one place is never read again from the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Hosts that people write without https:// are known by their ends: those of the region and those of international bodies.
_ENDS = "org|com|net|int|edu|gov|info|kz|kg|tj|tm|uz|af|ru|cn|tr|eu|ch|de|fr|uk|рф|қаз"
_LABEL = r"[^\W_](?:[\w-]{0,62})"
_REST = r"""[^\s<>"«»“”„`\\|\[\]*]"""
_ADDRESS = re.compile(
    rf"""
      (?P<page>(?<![\w@])https?://[^\W_]{_REST}{{0,2000}}+)
    | (?P<mail>(?<![\w.+@/-])[\w.+-]{{1,64}}+@(?:{_LABEL}\.){{1,6}}[^\W\d_]{{2,24}}+)(?![\w@])
    | (?P<host>(?<![\w.@/:+-])(?:www\.(?:{_LABEL}\.){{1,6}}[^\W\d_]{{2,24}}|(?:{_LABEL}\.){{1,6}}(?:{_ENDS}))(?![\w@-])
        (?::\d{{1,5}})?(?:[/?\#]{_REST}{{0,2000}}+)?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What ends a sentence, a quotation or an emphasis, and not an address.
_CLOSING = frozenset(".,;:!?…'’‘_~")


@dataclass(frozen=True, slots=True)
class Link:
    """text[start:end] is an address that leads to `href`."""

    start: int
    end: int
    href: str


def links_in(text: str) -> Iterator[Link]:
    place = 0
    while found := _ADDRESS.search(text, place):
        words = _without_closing(found[0])
        place = found.start() + len(words)
        yield Link(
            found.start(), place, {"page": "", "mail": "mailto:", "host": "http://"}[found.lastgroup or ""] + words
        )


def _without_closing(words: str) -> str:
    """ "(see https://unece.org/a_(b))." ends before the last bracket, and not before the one of its own."""
    unpaired, end = words.count(")") - words.count("("), len(words)
    while end > 1 and (words[end - 1] in _CLOSING or (words[end - 1] == ")" and unpaired > 0)):
        unpaired -= words[end - 1] == ")"
        end -= 1
    return words[:end]
