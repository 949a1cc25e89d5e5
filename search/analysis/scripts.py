"""Latin and Cyrillic: which script a word is in, and letters of one that were typed for letters of the other."""

import re
from enum import Enum


class Script(Enum):
    LATIN = "Latn"
    CYRILLIC = "Cyrl"
    OTHER = "Zyyy"


_LATIN_LETTER = re.compile("[A-Za-zªºÀ-ÖØ-öø-ɏɐ-ʯḀ-ỿ]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u0481\u048a-\u052f\u1c80-\u1c88]")

# Pairs that look the same in print. Lower-case b, m, n, t and v are left out: their Cyrillic twins look like capitals.
_LATIN_TWINS = "ABCEHIJKMOPTXYacehijkopxyəƏɵƟöÖëË"
_CYRILLIC_TWINS = "АВСЕНІЈКМОРТХУасеһіјкорхуәӘөӨөӨёЁ"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
# Only the first of several Latin twins is the way back: ө becomes ɵ, which no language here writes, so it stays Cyrillic.
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS[:25], _LATIN_TWINS[:25])


def script_of(text: str) -> Script:
    """The script most letters of `text` are in; OTHER when it has neither Latin nor Cyrillic letters."""
    latin, cyrillic = len(_LATIN_LETTER.findall(text)), len(_CYRILLIC_LETTER.findall(text))
    if not latin and not cyrillic:
        return Script.OTHER
    return Script.LATIN if latin > cyrillic else Script.CYRILLIC


def in_one_script(word: str) -> str:
    """`word` with look-alike letters of the other script put right: "Kыргызстан" typed with a Latin K.

    Letters that exist in one script only decide, then the majority. A word that has such letters of both scripts, or
    as many letters of each, or is all in one script ("LG", "СОР") stays as it is: nobody can tell.
    """
    if word.isascii() or not _LATIN_LETTER.search(word) or not _CYRILLIC_LETTER.search(word):
        return word
    as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    can_be_cyrillic, can_be_latin = not _LATIN_LETTER.search(as_cyrillic), not _CYRILLIC_LETTER.search(as_latin)
    if can_be_cyrillic and can_be_latin:
        latin, cyrillic = len(_LATIN_LETTER.findall(word)), len(_CYRILLIC_LETTER.findall(word))
        can_be_cyrillic, can_be_latin = cyrillic > latin, latin > cyrillic
    if can_be_cyrillic:
        return as_cyrillic
    return as_latin if can_be_latin else word


def code_in_latin(word: str) -> str:
    """A number with letters, such as "М-41" or "А/70/1", in Latin letters if all its letters have a Latin twin."""
    capitals = word.upper().translate(_TO_LATIN)
    return word if _CYRILLIC_LETTER.search(capitals) else capitals


def has_cyrillic(word: str) -> bool:
    return not word.isascii() and _CYRILLIC_LETTER.search(word) is not None


def has_latin(word: str) -> bool:
    return _LATIN_LETTER.search(word) is not None
