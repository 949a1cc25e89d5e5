"""The words of a text, each with its place in the text as it was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .normalise import APOSTROPHES, CONNECTORS, HYPHENS, INVISIBLE

# Longer runs of letters are pasted data and are cut into pieces of this length.
MAX_ATOM_LENGTH = 100
# What hangs together by more connectors than this ("a-a-a-…") is only its parts.
MAX_PARTS = 10

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_APOSTROPHE = f"[{APOSTROPHES}]"
_LETTER = f"[^\\W_{APOSTROPHES}]"
_INSIDE = f"(?:{_LETTER}|[{_MARKS}{INVISIBLE}])"
# Possessive (*+): what has been read is never read again, so the time is linear whatever the text. The apostrophe at
# the end of togʻ, and only after g or o, belongs to the word.
_ATOM = re.compile(
    f"{_LETTER}{_INSIDE}*+(?:{_APOSTROPHE}{{1,2}}(?={_LETTER}){_INSIDE}*+)*+(?:(?<=[OoGg]){_APOSTROPHE})?+"
)
_HAS_DIGIT = re.compile(r"\d")
_HYPHENS_OF_WORDS = frozenset("-‐‑－")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or address, or a part of one.

    text: text[start:end] of what was tokenised, untouched. start, end: in characters. position: counts words from 0;
    a whole such as "Чу-Талас" stands at the position of its first part.
    """

    text: str
    start: int
    end: int
    position: int


class _Atom(NamedTuple):
    """Letters and digits with nothing between them; `joined`: the connector by which it hangs on the one before."""

    text: str
    start: int
    end: int
    joined: str


def tokenize(text: str) -> list[Token]:
    """The words of `text` in order; what is joined by connectors as its parts, and before them as a whole.

    "онлайн-сервис" gives the whole, "онлайн" and "сервис"; "A/RES/66/290" gives the whole, "A", "RES", "66/290", "66"
    and "290"; "unrcca.unmissions.org" the whole and three parts. Never raises; linear in the length of `text`.
    """
    tokens: list[Token] = []
    position = 0
    for group in _groups(text):
        tokens.extend(_tokens_of(group, text, position))
        position += len(group)
    return tokens


def _groups(text: str) -> Iterator[list[_Atom]]:
    group: list[_Atom] = []
    for atom in _atoms(text):
        if group and not (atom.joined and len(group) < MAX_PARTS and _hang_together(group[-1], atom)):
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _atoms(text: str) -> Iterator[_Atom]:
    end = -2
    for match in _ATOM.finditer(text):
        start, joined = match.start(), ""
        if start == end + 1:
            joined = text[end]
        end = match.end()
        if text[end - 1] in APOSTROPHES and start and text[start - 1] in APOSTROPHES:
            end -= 1  # 'blog' in quotes, not blogʻ
        if end - start <= MAX_ATOM_LENGTH:
            yield _Atom(match.group()[: end - start], start, end, joined)
            continue
        for piece in range(start, end, MAX_ATOM_LENGTH):
            yield _Atom(text[piece : min(piece + MAX_ATOM_LENGTH, end)], piece, min(piece + MAX_ATOM_LENGTH, end), "")


def _hang_together(left: _Atom, right: _Atom) -> bool:
    """Whether two atoms with one character between them are read as one: «66/290» and «Чу-Талас», not «и/или»."""
    joined = right.joined
    numbers = left.text[-1].isdigit() and right.text[0].isdigit()
    if joined in _HYPHENS_OF_WORDS or numbers:
        return joined in CONNECTORS or joined in HYPHENS
    if joined == "/":
        return (left.text.isupper() and right.text.isupper()) or bool(_HAS_DIGIT.search(left.text + right.text))
    if joined in ".@":
        new_sentence = left.text[-1].islower() and right.text[0].isupper()
        return (left.text + right.text).isascii() and not new_sentence
    return False


def _tokens_of(group: list[_Atom], text: str, position: int) -> Iterator[Token]:
    if len(group) > 1:
        yield _whole(group, text, position)
    number_ends = 0
    for place, atom in enumerate(group):
        if place >= number_ends:
            number_ends = _end_of_number(group, place)
            if 1 < number_ends - place < len(group):
                yield _whole(group[place:number_ends], text, position + place)
        yield Token(atom.text, atom.start, atom.end, position + place)


def _whole(atoms: list[_Atom], text: str, position: int) -> Token:
    start, end = atoms[0].start, atoms[-1].end
    return Token(text[start:end], start, end, position)


def _end_of_number(group: list[_Atom], place: int) -> int:
    """Where the run of bare numbers that begins at `place` ends: "66/290" within "A/RES/66/290"."""
    while place < len(group) and group[place].text.isdigit():
        place += 1
    return place
