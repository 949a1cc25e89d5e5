"""A query that was typed with another keyboard layout switched on, "ktq,jhbcns gj,tlbkb" for "лейбористы победили", or in
Latin letters for want of others, "leyboristy pobedili".

Either is a state of the keyboard, not of a word. So the query is read as a whole, with the commas and figures that are
letters on another layout; and only where none of its words stands in a text as it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from math import ceil

from search.analysis import tokenize
from search.analysis.scripts import has_cyrillic
from search.analysis.spelling import MIN_RETYPED_LENGTH, layouts, transliterations
from search.engines.queries import TermQuery
from search.query.corrections.dictionary import VisibleDictionary, stems_of
from search.query.expansion.terms import query_languages, term_query
from search.query.parser import MAX_CHARACTERS, MAX_PARTS, OPERATORS, QUOTES, is_address, parse, strip_controls

# What may stand beside a word, and is a letter on other layouts: "djlf," is "вода," or "водаб".
_BESIDE_A_WORD = "'`.,:;?<>()[]{}"
_VOWEL = re.compile("[aeiouyäöüıаеёиоуыэюяәөүұіӣӯ]", re.IGNORECASE)
_FIGURE_AND_SIGN = re.compile(r"\d.*[./-]|[./-].*\d")
# Kept as they are: quotation marks belong to the query, though one of them is a letter on other layouts.
_BETWEEN = re.compile(rf"([\s{QUOTES}]+)")


def correct_layout(text: str, dictionary: VisibleDictionary, language: str) -> str:
    """`text` as its keys would have written it on the layout, or as it is written in Cyrillic, whichever makes sense of
    most of its words, and of half of them at least; `text` itself where it makes sense as it is, or nothing does.

    language: the interface's.
    """
    pieces = _BETWEEN.split(strip_controls(text[:MAX_CHARACTERS]))
    places = [place for place, piece in enumerate(pieces) if _is_word(piece)][:MAX_PARTS]
    words = [pieces[place] for place in places]
    if not words or _making_sense(words, dictionary, language):
        return text
    enough = max(1, ceil(sum(_term(word, language) is not None for word in words) / 2))
    best: list[str] = []
    most: list[TermQuery] = []
    for read in _readings(words, dictionary, language):
        making_sense = _making_sense(read, dictionary, language)
        if len(making_sense) >= enough and len(making_sense) > len(most):
            best, most = read, making_sense
    # What was withdrawn a moment ago makes sense of nothing any more.
    if not best or sum(1 for _ in islice(filter(dictionary.is_visible, most), enough)) < enough:
        return text
    for place, word in zip(places, best, strict=True):
        pieces[place] = word
    return "".join(pieces)


def _readings(words: Sequence[str], dictionary: VisibleDictionary, language: str) -> Iterator[list[str]]:
    for reading in layouts(" ".join(words)):
        yield _beside_what_stands_there(words, reading.split(), dictionary, language)
    if any(map(transliterations, words)):
        yield _in_cyrillic(words, dictionary, language)


def _in_cyrillic(words: Sequence[str], dictionary: VisibleDictionary, language: str) -> list[str]:
    """Each as it stands in a text, or as is likeliest."""
    readings = [transliterations(word) for word in words]
    known = dictionary.existing(term for several in readings for word in several if (term := _term(word, language)))

    def chosen(word: str, several: Sequence[str]) -> str:
        likeliest = several[0] if several and not _is_symbol(several[0]) else word
        return next((reading for reading in several if _is_in(known, reading, language)), likeliest)

    return list(map(chosen, words, readings))


def _is_word(piece: str) -> bool:
    """Neither OR, nor an operator, with its value or without, nor an address."""
    query = parse(piece)
    return (
        bool(query.groups or query.excluded) and not is_address(piece) and piece.rstrip(":").casefold() not in OPERATORS
    )


def _beside_what_stands_there(
    words: Sequence[str], readings: Sequence[str], dictionary: VisibleDictionary, language: str
) -> list[str]:
    """The readings; of a word that makes sense only without what stands beside it, that stays as it was typed.

    So does all of what makes no sense otherwise and is no word on that layout either: UNDP, A/RES/66/290.
    """
    bare = [_bare(word, reading) for word, reading in zip(words, readings, strict=True)]
    known = dictionary.existing(term for word in (*readings, *bare) if (term := _term(word, language)))

    def chosen(word: str, reading: str, bare: str) -> str:
        if _is_in(known, reading, language):
            return reading
        if _is_in(known, bare, language):
            return bare
        return word if _is_symbol(reading) else reading

    return [chosen(*one) for one in zip(words, readings, bare, strict=True)]


def _is_symbol(reading: str) -> bool:
    """Letters without a vowel, or with figures: whether they are capitals tells nothing, for many type without."""
    return (len(reading) >= MIN_RETYPED_LENGTH and not _VOWEL.search(reading)) or _FIGURE_AND_SIGN.search(
        reading
    ) is not None


def _bare(word: str, reading: str) -> str:
    start = len(word) - len(word.lstrip(_BESIDE_A_WORD))
    end = max(start, len(word.rstrip(_BESIDE_A_WORD)))
    return word[:start] + reading[start:end] + word[end:]


def _making_sense(words: Sequence[str], dictionary: VisibleDictionary, language: str) -> list[TermQuery]:
    terms = [term for word in words if (term := _term(word, language))]
    known = dictionary.existing(terms)
    return [term for term in terms if known & stems_of([term])]


def _is_in(known: frozenset[str], word: str, language: str) -> bool:
    term = _term(word, language)
    return term is not None and bool(known & stems_of([term]))


# Of each reading a term is asked for several times over.
@lru_cache(maxsize=4_096)
def _term(word: str, language: str) -> TermQuery | None:
    """Of the longest word in it: "ktq,jhbcns" is two, of which the shorter may stand anywhere.

    A word in Latin letters makes sense in them, though Kazakh and others know it in Cyrillic as well.
    """
    longest = max((token.text for token in tokenize(word)), key=len, default="")
    if len(longest) < MIN_RETYPED_LENGTH or not any(letter.isalpha() for letter in longest):
        return None
    term = term_query(longest, query_languages(parse(longest), language))
    if has_cyrillic(longest):
        return term
    return replace(term, stems=tuple(stem for stem in term.stems if not has_cyrillic(stem)))
