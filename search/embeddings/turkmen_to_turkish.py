"""Turkmen as the models can read it: they have read much Turkish and Azerbaijani, and hardly any Turkmen.

Words that the two languages do not share are put in Turkish, with what hangs on their stem; all else is written in letters
that Turkish and Azerbaijani have. In two of the seven languages one of which is Turkmen, the same sentence was then nearest
in .98 of cases instead of .94 (docs/search.md).
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from search.analysis import stem

_LETTERS = str.maketrans("ÝýYyWwŽžŇňÄä", "YyIıVvJjNnƏə")
_WORD = re.compile(r"[^\W\d_]+")
# The stem of a shorter word is a stem of too many others.
_SHORTEST = 3


def in_turkish(text: str) -> str:
    return _WORD.sub(lambda found: _word_in_turkish(found.group()), text)


def _word_in_turkish(word: str) -> str:
    spelt = word.lower()
    known, turkish = spelt, _words().get(spelt)
    if turkish is None:
        known, turkish = _stems().get(stem(word, "tk"), ("", None))
    if turkish is None or not spelt.startswith(known):
        return word.translate(_LETTERS)
    turkish += spelt[len(known) :].translate(_LETTERS)
    return turkish.capitalize() if word[0].isupper() else turkish


@cache
def _words() -> Mapping[str, str]:
    lines = (Path(__file__).parent / "turkmen_in_turkish.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def _stems() -> Mapping[str, tuple[str, str]]:
    """By stem a word that has it, the shortest, and the same in Turkish."""
    shortest_last = sorted(_words().items(), key=lambda pair: -len(pair[0]))
    return {stem(word, "tk"): (word, turkish) for word, turkish in shortest_last if len(word) >= _SHORTEST}
