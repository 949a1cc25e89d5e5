"""What was meant in Cyrillic by a text in Latin letters: voda → вода."""

from collections.abc import Iterator

# No query is longer, and no more candidates than these are worth looking up.
MAX_CHARACTERS = 200
MAX_CANDIDATES = 8

# Each spelling with what it may stand for and how unlikely that is; the sums are compared, so only their order matters.
_READINGS: dict[str, tuple[tuple[str, float], ...]] = {
    **{
        latin: ((cyrillic, 0.0),)
        for latin, cyrillic in zip("abdfgikmoprsuvwzäöüğñşšžčçıý", "абдфгикмопрсуввзәөүғңшшжччый", strict=True)
    },
    "c": (("к", 0.2), ("ц", 0.3), ("с", 0.6)),
    "ce": (("це", 0.0), ("се", 0.2)),
    "ch": (("ч", 0.0),),
    "ci": (("ци", 0.0), ("си", 0.2)),
    "ck": (("к", 0.0),),
    "dzh": (("дж", 0.0), ("ҷ", 0.6)),
    "e": (("е", 0.0), ("э", 0.5)),
    "gh": (("ғ", 0.0), ("г", 0.2)),
    "h": (("х", 0.0), ("г", 0.7)),
    "j": (("ж", 0.0), ("ҷ", 0.3), ("й", 0.5)),
    "ja": (("жа", 0.0), ("я", 0.2), ("ҷа", 0.3)),
    "ju": (("жу", 0.0), ("ю", 0.2), ("ҷу", 0.3)),
    "kh": (("х", 0.0),),
    "l": (("л", 0.0), ("ль", 0.6)),
    "n": (("н", 0.0), ("нь", 0.9)),
    "ng": (("нг", 0.0), ("ң", 0.3)),
    "q": (("қ", 0.0), ("к", 0.3)),
    "sch": (("щ", 0.3), ("ш", 0.6)),
    "sh": (("ш", 0.0),),
    "shch": (("щ", 0.0),),
    "t": (("т", 0.0), ("ть", 0.4)),
    "ts": (("ц", 0.0), ("тс", 0.4)),
    "x": (("х", 0.0), ("кс", 0.1)),
    "y": (("ы", 0.0), ("й", 0.5), ("ий", 0.8)),
    "ya": (("я", 0.0), ("ья", 0.8), ("ыа", 1.5)),
    "ye": (("е", 0.0), ("ые", 0.3), ("ье", 0.8)),
    "yo": (("ё", 0.0), ("ьо", 1.0)),
    "yu": (("ю", 0.0), ("ью", 0.8)),
    "yy": (("ый", 0.0),),
    "zh": (("ж", 0.0),),
    "'": (("ь", 0.0), ("ъ", 0.2), ("", 0.6)),
}
_MAX_SPELLING_LENGTH = max(map(len, _READINGS))
# Where several letters can be read as one sound, they seldom are read one by one.
_SPLIT = 1.2
_SOFT_AT_THE_END = frozenset({"нь", "ть"})
_VOWELS = frozenset("аәеёиоөуүыэюя")


def transliterations(text: str) -> list[str]:
    """Cyrillic readings of a text in Latin letters, in lower case, the likeliest first, at most MAX_CANDIDATES.

    None for a text without Latin letters, or one longer than MAX_CHARACTERS.
    """
    text = text.lower()
    if len(text) > MAX_CHARACTERS or not any(letter in _READINGS for letter in text):
        return []
    # best[i]: the readings of the first i characters with their costs. Only the cheapest are carried on.
    best: list[dict[str, float]] = [{"": 0.0}] + [{} for _ in text]
    for place in range(len(text)):
        readings = list(_readings_at(text, place))
        for written, spent in _cheapest(best[place]):
            for length, cyrillic, cost in readings:
                total = spent + cost + _strangeness(written, cyrillic)
                ahead = best[place + length]
                ahead[written + cyrillic] = min(total, ahead.get(written + cyrillic, total))
    return [written for written, _ in _cheapest(best[-1])]


def _cheapest(readings: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(readings.items(), key=lambda reading: (reading[1], reading[0]))[:MAX_CANDIDATES]


def _readings_at(text: str, place: int) -> Iterator[tuple[int, str, float]]:
    """What may be written for the letters from `place` on: how many they are, in Cyrillic, and what that costs."""
    split = 0.0
    for length in range(_MAX_SPELLING_LENGTH, 0, -1):
        spelling = text[place : place + length]
        if len(spelling) == length and spelling in _READINGS:
            ends_word = not text[place + length : place + length + 1].isalpha()
            for cyrillic, cost in _READINGS[spelling]:
                if ends_word or cyrillic not in _SOFT_AT_THE_END:
                    yield length, cyrillic, cost + split
            split = _SPLIT
    if text[place] not in _READINGS:
        yield 1, text[place], 0.0


def _strangeness(written: str, cyrillic: str) -> float:
    """What it costs to write `cyrillic` there: й stands after a vowel, э at the beginning, ь and ы after a consonant."""
    before = written[-1:]
    after_vowel, at_beginning = before in _VOWELS, not before.isalpha()
    first = cyrillic[:1]
    if first == "й":
        return -0.6 if after_vowel else 0.4
    if first == "ы" and before in ("у", "ү"):
        return 0.5
    if first in ("ы", "ь", "ъ"):
        return 1.5 if after_vowel or at_beginning else 0.0
    if first == "э":
        return -0.6 if at_beginning else 1.0
    return 0.0
