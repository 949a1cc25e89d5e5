"""Turkmen: the Cyrillic of 1940 to 1993 and the variants of the Latin alphabet, in the Latin of today."""

from ..scripts import has_cyrillic

_VARIANTS = str.maketrans({"ÿ": "ý", "ñ": "ň", "ə": "ä", "ı": "y", "ș": "ş", "ʼ": None})
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгджҗзийклмнңоөпрстуүфхцчшыэәқғі", "abwgdžjziýklmnňoöprstuüfhsçşyeäkgi", strict=True)),
        "ё": "ýo",
        "щ": "şç",
        "ъ": None,
        "ь": None,
        "ю": "ýu",
        "я": "ýa",
        "е": "e",
    }
)
_VOWELS = frozenset("аеиоуыэюяөүәъь")


def spell(word: str) -> str:
    """`word` in today's Latin letters: Түркменистан → türkmenistan, җемгыет → jemgyýet."""
    if not has_cyrillic(word):
        return word.translate(_VARIANTS)
    return "".join(_with_glides(word)).translate(_LETTERS)


def _with_glides(word: str) -> list[str]:
    """The letters of `word`, with ýe for е at the beginning and after a vowel, as it is spoken."""
    before = ""
    letters = []
    for letter in word:
        glide = letter == "е" and (not before.isalpha() or before in _VOWELS)
        letters.append("йе" if glide else letter)
        before = letter
    return letters
