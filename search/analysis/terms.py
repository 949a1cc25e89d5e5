"""From words as they are written to what the index holds: keys, stems and trigrams."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .normalise import APOSTROPHE, normalise, without_needless_connectors
from .orthographies import SPELLINGS
from .scripts import Script, has_cyrillic, script_of
from .stemming import stemmer_of
from .tokens import Token, tokenize

# Abbreviations up to this length are also kept as they are written, beside their transliteration.
MAX_ABBREVIATION_LENGTH = 8
_IN_CYRILLIC = frozenset({"kk", "ky", "ru", "tg"})
_NOT_A_WORD = re.compile(r"[\d/.,:@-]")
_POSSESSIVE = re.compile(f"{APOSTROPHE}s?$")


@dataclass(frozen=True, slots=True)
class AnalyzedToken:
    """What one word of a text is found by. start, end: its place in that text; position: as in `Token`."""

    key: str
    stem: str
    position: int
    start: int
    end: int


@lru_cache(maxsize=65_536)
def key(word: str, language: str) -> str:
    """One key for all spellings of a word, in whatever script, case, Unicode form or apostrophe it was typed.

    Kazakh, Kyrgyz, Tajik and Russian keys are Cyrillic, Turkmen, Uzbek and English ones Latin; words that cannot be of
    the language keep their script. language: en ru kk ky tg tk uz, or "und" for unknown. The key of a key is itself;
    it is empty if `word` has no letter and no digit.
    """
    word = normalise(word)
    if spell := SPELLINGS.get(language):
        word = spell(word)
    elif language == "en":
        word = _POSSESSIVE.sub("", word)
    else:
        word = word.replace("ё", "е")
    if language != "uz":
        word = word.replace(APOSTROPHE, "")
    return without_needless_connectors(word)


def stem(word: str, language: str) -> str:
    """What the forms of `word` have in common; the key itself for numbers, addresses and unknown languages."""
    return _stem_of_key(key(word, language), language)


# Large, because a dictionary look-up in Russian takes 50 µs and the words of a language keep coming back.
@lru_cache(maxsize=131_072)
def _stem_of_key(word: str, language: str) -> str:
    if not word or _NOT_A_WORD.search(word):
        return word
    stemmer = stemmer_of(_language_of(word, language))
    return stemmer(word) if stemmer else word


def _language_of(word: str, language: str) -> str:
    """`language`, but English for the Latin words of a Cyrillic text and Russian for the Cyrillic ones of an English."""
    if language == "en" and has_cyrillic(word):
        return "ru"
    if language in _IN_CYRILLIC and not has_cyrillic(word):
        return "en"
    return language


def analyze(text: str, language: str) -> list[AnalyzedToken]:
    """The terms of `text` in order; several may share a position (see `tokenize`).

    An abbreviation, or a word in another script than the rest, stands as it is written beside its transliteration, so
    that "UNITAR" in a Kazakh text and "ГЧП" in a Turkmen one are found by those who do not know the text's language.
    """
    script = script_of(text)
    terms = []
    for token in tokenize(text):
        word = key(token.text, language)
        if word:
            terms.append(AnalyzedToken(word, _stem_of_key(word, language), token.position, token.start, token.end))
        if language in SPELLINGS and _is_foreign(token, script):
            as_written = key(token.text, "und")
            if as_written and as_written != word:
                stemmed = _stem_of_key(as_written, "ru" if has_cyrillic(as_written) else "en")
                terms.append(AnalyzedToken(as_written, stemmed, token.position, token.start, token.end))
    return terms


def _is_foreign(token: Token, script: Script) -> bool:
    if len(token.text) <= MAX_ABBREVIATION_LENGTH and token.text.isupper():
        return True
    return script_of(token.text) not in (script, Script.OTHER)


def trigrams(word: str) -> list[str]:
    """All runs of three letters of a key, "_" standing for its beginning and its end: вода → _во вод ода да_.

    Of a folded key they find as well, and also what was typed without special letters.
    """
    padded = f"_{word}_"
    return [padded[place : place + 3] for place in range(len(padded) - 2)]
