"""Uzbek: Cyrillic, the Latin of 1995 with whatever apostrophe was typed, and the reformed Latin, in one spelling.

The spelling is the reformed Latin (ö ğ ş ç) without the separating sign (tutuq belgisi), which most people leave out,
except where it keeps s and h apart: isʼhoq.
"""

import re

from ..scripts import has_cyrillic

_VARIANTS = str.maketrans({**dict.fromkeys("ōŏóõô", "ö"), **dict.fromkeys("ḡǵĝ", "ğ"), "ș": "ş", "ı": "i", "ñ": "ng"})
_NEEDLESS_APOSTROPHE = re.compile("(?<!s)ʼ|ʼ(?!h)")
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгджзийклмнопрстуфхчшщыіэўғқҳәөү", "abvgdjziyklmnoprstufxçşşiieöğqhaöu", strict=True)),
        "е": "e",
        "ё": "yo",
        "ю": "yu",
        "я": "ya",
        "ц": "s",
        "ң": "ng",
        "ъ": None,
        "ь": None,
    }
)
_VOWELS = frozenset("аеиоуэюяўы")
# Loans stand with this y and this t and without them: koeffitsiyent and koeffitsient, syezd and sezd, sektsiya and
# seksiya. The y of kel-yap-ti and the t of ayt-sa stay.
_NEEDLESS = re.compile("(?<=i)y(?=e)|(?<=[bdfghjklmnpqrstvxzçşğ])y(?=[eu]|a(?![pj]))|(?<=[knp])t(?=s)")


def spell(word: str) -> str:
    """`word` in reformed Latin letters: Ўзбекистон, O‘zbekiston, O'zbekiston → özbekiston; сентябрь → sentabr."""
    word = _from_cyrillic(word) if has_cyrillic(word) else _from_latin(word)
    return _NEEDLESS.sub("", word)


def _from_latin(word: str) -> str:
    word = word.translate(_VARIANTS)
    if "ʼ" in word:
        word = _NEEDLESS_APOSTROPHE.sub("", word.replace("oʼ", "ö").replace("gʼ", "ğ"))
    return word.replace("sh", "ş").replace("ch", "ç")


def _from_cyrillic(word: str) -> str:
    """Letter by letter, but for the letters that are read after their neighbours."""
    letters = []
    before = ""
    for place, letter in enumerate(word):
        begins = not before.isalpha() or before in _VOWELS
        if letter == "е" and (begins or before in "ъь"):
            letters.append("ye")
        elif letter == "о" and before == "ь":
            letters.append("yo")
        elif letter == "ц" and before in _VOWELS and word[place + 1 : place + 2].isalpha():
            letters.append("ts")
        elif letter == "ҳ" and before == "с":
            letters.append("ʼh")
        else:
            letters.append(letter)
        before = letter
    return "".join(letters).translate(_LETTERS).replace("ʼʼ", "ʼ")
