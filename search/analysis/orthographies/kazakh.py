"""Kazakh: the Latin alphabets of 2018 (á ǵ ń ó ú ý) and 2021 (ä ğ ñ ö ü ū ş), and plain Latin, in Cyrillic."""

import re

from ..scripts import has_cyrillic, has_latin

_OF_2021 = frozenset("äöüūğñşŋ")
_OF_2018 = frozenset("áǵńóúý")
_OF_KAZAKH = _OF_2021 | _OF_2018 | {"ı"}
# 2021 has no digraphs, and its ı, the vowel і, does not stand beside another vowel as the й of 2018 does.
_HABIT_OF_2018 = re.compile("[áǵńóúý]|[sc]h|ı[aeou]|[aeiou]ı")
_HAS_DIGIT = re.compile(r"\d")
_PLAIN = re.compile("[abdefghijklmnopqrstuvyz]{4,}")
_KAZAKH_Q = re.compile("q(?!u)|qu[bdglmnrsz]")
_DIGRAPHS = (("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"))
_LETTERS = {
    **dict(zip("abcdefghjklmnopqrstvwxyzäáöóüúūğǵñńŋş", "абкдефгхжклмнопқрствухызәәөөүүұғғңңңш", strict=True)),
}
# The same three letters mean other sounds in the two alphabets. Plain Latin has no rule; і and ұ are the commoner ones.
_LETTERS_OF_2021 = str.maketrans(_LETTERS | {"i": "и", "ı": "і", "u": "у"})
_LETTERS_OF_2018 = str.maketrans(_LETTERS | {"i": "і", "ı": "и", "u": "ұ", "ý": "у"})
_LETTERS_OF_NEITHER = str.maketrans(_LETTERS | {"i": "і", "u": "ұ"})
_VOWELS = "аәеоөұүыі"
_NEIGHBOURS = (
    (re.compile(f"(?<=[{_VOWELS}у])и|(?<=[{_VOWELS}])і(?![яю])"), "й"),
    (re.compile("[иі]а"), "ия"),
    (re.compile("йа"), "я"),
)
_U_BESIDE_A_VOWEL = re.compile(f"(?<=[{_VOWELS}])ұ|ұ(?=[{_VOWELS}])|(?<=.)ұ$")
_CYRILLIC_VARIANTS = str.maketrans({"һ": "х", "ё": "е", "ї": "і"})


def spell(word: str) -> str:
    """`word` in Cyrillic, with х for the rare һ: Qazaqstan → қазақстан; ġauhar and гауһар → гаухар.

    Words in Latin letters that do not read like Kazakh stay in Latin: "lg", "workshop", "www".
    """
    word = word.replace("ʼ", "")
    if has_cyrillic(word):
        return word.translate(_CYRILLIC_VARIANTS)
    return _from_latin(word) if may_be_kazakh(word) else word


def may_be_kazakh(word: str) -> bool:
    """Whether a word in Latin letters has a letter only Kazakh has, or is long enough and of its plain letters only."""
    if not word.isalpha() and _HAS_DIGIT.search(word):
        return False
    return not _OF_KAZAKH.isdisjoint(word) or _KAZAKH_Q.search(word) is not None or _PLAIN.fullmatch(word) is not None


def _from_latin(latin: str) -> str:
    """`latin` in Cyrillic; as it is if a letter of it is in none of the alphabets."""
    word = latin
    letters = _LETTERS_OF_NEITHER
    if not _OF_KAZAKH.isdisjoint(word):
        letters = _LETTERS_OF_2018 if _HABIT_OF_2018.search(word) else _LETTERS_OF_2021
    for digraph, letter in _DIGRAPHS:
        word = word.replace(digraph, letter)
    word = word.translate(letters)
    if letters is _LETTERS_OF_NEITHER:
        word = _U_BESIDE_A_VOWEL.sub("у", word)
    for pattern, letter in _NEIGHBOURS:
        word = pattern.sub(letter, word)
    return latin if has_latin(word) else word
