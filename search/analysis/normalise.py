"""One way to write a word, whatever it was typed or pasted with; and the same word without its special letters."""

import re
import unicodedata
from functools import lru_cache

from .scripts import code_in_latin, has_cyrillic, in_one_script

# Longer "words" are pasted data. The bound is on what is read, and `MAX_KEY_LENGTH` on what comes of it: one character
# can stand for eighteen (U+FDFA), and both must hold for a key of a key to be the same key.
MAX_WORD_LENGTH = 200
MAX_KEY_LENGTH = 100

APOSTROPHE = "ʼ"
# All that stands for the Uzbek and English apostrophe in real texts, acute and grave accents and primes among them.
APOSTROPHES = "'`´ʹʻʼʽˈˊˋ‘’‛′‵＇"
HYPHENS = "-‐‑‒–—−－"
# Inside a word these are only for the printer: soft hyphen, zero-width characters, direction marks.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Characters that hold together what is read as one: 66/290, 12-3, 1,5, unrcca.unmissions.org, name@example.org.
CONNECTORS = "/.,:@-"

_CHARACTERS = str.maketrans(
    dict.fromkeys(APOSTROPHES, APOSTROPHE) | dict.fromkeys(HYPHENS, "-") | dict.fromkeys(INVISIBLE) | {"İ": "i"}
)
_NOT_IN_A_KEY = re.compile(rf"[^\w{APOSTROPHE}{CONNECTORS}]|_")
# One at the end of a part, but for the Uzbek oʻ and gʻ, is a quotation mark or a slip.
_LOOSE_APOSTROPHE = re.compile(rf"(?<![og]){APOSTROPHE}(?!\w)")
_HAS_CONNECTOR = re.compile(f"[{CONNECTORS}]")
_HAS_DIGIT = re.compile(r"\d")
_INITIALS = re.compile(r"\w(?:\.\w)+")

_FOLDED = str.maketrans(
    {
        **dict(zip("ёқғөүұңһіәӯӣҳҷўєї", "екгоуунхиауихчуеи", strict=True)),
        **dict(zip("şňýäžöüçğıñáâàéèêíîóôõúûßøåčšćńś", "snyazoucginaaaeeeiiooouusoacscns", strict=True)),
        APOSTROPHE: "",
    }
)


@lru_cache(maxsize=65_536)
def normalise(word: str) -> str:
    """`word` in lower case, compatibility-composed, in one script, with one kind of apostrophe and hyphen.

    Stress marks and characters for the printer go; so do the hyphens of "co-operation" and the dots of "U.S.A.", but
    not what separates the parts of a number or an address ("66/290", "12-3", "unrcca.unmissions.org").
    Never raises; the result may be empty, and is at most MAX_KEY_LENGTH characters long.
    """
    if word.isascii() and word.isalpha():
        return word[:MAX_KEY_LENGTH].lower()
    word = word[:MAX_WORD_LENGTH].translate(_CHARACTERS)
    # Twice: folding the case of what was composed can take it apart, and what is left out can have stood between.
    word = in_one_script(unicodedata.normalize("NFKC", word))
    if _HAS_DIGIT.search(word) and has_cyrillic(word):
        word = code_in_latin(word)
    word = unicodedata.normalize("NFKC", word.casefold())
    word = unicodedata.normalize("NFKC", _NOT_IN_A_KEY.sub("", word.translate(_CHARACTERS)))
    return without_needless_connectors(_LOOSE_APOSTROPHE.sub("", word))


def without_needless_connectors(word: str) -> str:
    """`word` cut to MAX_KEY_LENGTH, with connectors only where they are read: in numbers and addresses."""
    word = word.strip(CONNECTORS)[:MAX_KEY_LENGTH].rstrip(CONNECTORS)
    if not _HAS_CONNECTOR.search(word) or _HAS_DIGIT.search(word):
        return word
    if _INITIALS.fullmatch(word):
        return word.replace(".", "")
    if "." in word or "@" in word:
        return word
    return _HAS_CONNECTOR.sub("", word)


def fold(word: str) -> str:
    """`word` without the special letters a keyboard may lack: қ→к, ғ→г, ө→о, ң→н, ӯ→у, ş→s, ň→n, ý→y …

    For words as `key` gives them. Different words can fold to one; it is for finding what was typed without care.
    """
    return word if word.isascii() else word.translate(_FOLDED)
