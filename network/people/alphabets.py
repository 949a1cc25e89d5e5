"""Names in the order of the reader's own alphabet: Ә after А for a Kazakh, Ç after B for a Turkmen."""

import unicodedata

from django.utils.translation import get_language

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
ALPHABETS = {
    "en": _LATIN,
    "ru": _RUSSIAN,
    "kk": "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
    "ky": "АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ",
    "tg": "АБВГҒДЕЁЖЗИӢЙКҚЛМНОПРСТУӮФХҲЧҶШЪЭЮЯ",
    "tk": "ABÇDEÄFGHIJŽKLMNŇOÖPRSŞTUÜWYÝZ",
    "uz": "ABDEFGHIJKLMNOPQRSTUVXYZ",
}
CYRILLIC_READERS = frozenset({"ru", "kk", "ky", "tg"})
# What no name begins with is not offered to begin a list with.
_NEVER_FIRST = frozenset("ЪЬЫ")


def alphabet() -> str:
    return ALPHABETS.get(get_language() or "en", _LATIN)


def first_letters() -> list[str]:
    return [letter for letter in alphabet() if letter not in _NEVER_FIRST]


def display_name(name: str, native: str) -> str:
    """The name in the script that the reader reads, where the person gave it in both."""
    wants_cyrillic = (get_language() or "en") in CYRILLIC_READERS
    return native if native and _is_cyrillic(native) == wants_cyrillic else name


def first_letter(name: str) -> str:
    """Under which letter of the reader's alphabet a name stands; its first character where it has no place there."""
    letter = name[:1].upper()
    if letter in alphabet():
        return letter
    base = unicodedata.normalize("NFD", letter)[:1]
    return base if base in alphabet() else letter


def sort_key(name: str) -> list[float]:
    """The sort key of a name for the active language; what stands in no alphabet comes last."""
    places = {letter: place for place, letter in enumerate(alphabet(), start=1)}
    return [_place(letter, places) for letter in name.upper()]


def _place(letter: str, places: dict[str, int]) -> float:
    if letter in places:
        return places[letter]
    if not letter.isalnum():
        return 0  # a space or a hyphen comes before any letter: Ali Reza before Alia
    base = unicodedata.normalize("NFD", letter)[:1]
    return places[base] + 0.5 if base in places else 100 + ord(letter)


def _is_cyrillic(text: str) -> bool:
    return any("CYRILLIC" in unicodedata.name(letter, "") for letter in text)
