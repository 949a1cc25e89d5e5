"""Chains of suffixes of the Turkic languages: composed once from a grammar, then looked up at the end of a word.

A language gives its sounds and its grammar (kazakh.py is the one to read first). Every chain of suffixes is spelled out
for every kind of stem ending when the first word comes, so that a word costs a few look-ups afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

# State -> its suffixes, each "suffix>next=cost": "_" is no suffix at all, "." the end of the word, and a suffix costs 1
# unless told. The states to begin with are "noun" and "verb".
Grammar = Mapping[str, str]


@dataclass(frozen=True)
class Sounds:
    """How suffixes follow the sounds before them.

    harmony: vowel -> the harmony it asks of the next suffix.
    finals: letter -> the kind of ending it gives a stem; two, split by a space, where usage is divided. Vowels are "V".
        The ending "clipped" of a letter that does not exist is that of stems whose last letter is written in the suffix.
    archiphonemes: capital letter in a suffix -> harmony, or kind of ending -> what is written for it there.
    """

    harmony: Mapping[str, str]
    finals: Mapping[str, str]
    archiphonemes: Mapping[str, Mapping[str, str]]

    def attach(self, suffix: str, harmony: str, final: str) -> tuple[str, str, str] | None:
        """The suffix as written after such a stem, and the harmony and ending it leaves; None if it cannot stand there.

        "м/Iм" is м after a vowel and Iм after a consonant.
        """
        after_vowel, two_shapes, after_consonant = suffix.partition("/")
        written = ""
        for letter in after_consonant if two_shapes and final != "V" else after_vowel:
            spelled: str | None = letter
            while spelled and (rule := self.archiphonemes.get(spelled)):
                spelled = rule.get(harmony, rule.get(final))
            if spelled is None:
                return None
            written += spelled
            for sound in spelled:
                harmony = self.harmony.get(sound, harmony)
                final = self.finals.get(sound, final).split()[0]
        return written, harmony, final

    def vowel(self, archiphoneme: str, stem: str) -> str:
        """The vowel that follows the vowels of the stem."""
        last = next((letter for letter in reversed(stem) if letter in self.harmony), next(iter(self.harmony)))
        return self.archiphonemes[archiphoneme][self.harmony[last]]


class Ending(NamedTuple):
    """One reading of a chain of suffixes.

    classes: bits of the stem classes it may follow. verbal: whether the stem is a verb. cost: of its suffixes together.
    """

    classes: int
    verbal: bool
    cost: float


class Endings:
    """All chains of suffixes of a language as they are written, and the class of any stem."""

    def __init__(self, sounds: Sounds, grammar: Grammar) -> None:
        self._sounds = sounds
        self._steps = {state: [_step(text) for text in line.split()] for state, line in grammar.items()}
        self._harmonies = sorted(set(sounds.harmony.values()))
        self._finals = sorted({final for finals in sounds.finals.values() for final in finals.split()})
        self._harmony_bits = {letter: self._bits([name], self._finals) for letter, name in sounds.harmony.items()}
        self._final_bits = {
            letter: self._bits(self._harmonies, names.split()) for letter, names in sounds.finals.items()
        }
        self._every_class = self._bits(self._harmonies, self._finals)

    def _bits(self, harmonies: list[str], finals: list[str]) -> int:
        return sum(self._bit(harmony, final) for harmony in harmonies for final in finals)

    def _bit(self, harmony: str, final: str) -> int:
        return 1 << self._harmonies.index(harmony) * len(self._finals) + self._finals.index(final)

    def classes(self, word: str) -> list[int]:
        """The classes of the first 0, 1, 2… letters of the word, as bits.

        What has no vowel may be of any: numbers and abbreviations are read by the names of their letters.
        """
        harmony, found = 0, [0]
        for letter in word:
            harmony = self._harmony_bits.get(letter, harmony)
            found.append(harmony & self._final_bits.get(letter, self._every_class) or self._every_class)
        return found

    @cached_property
    def table(self) -> dict[str, tuple[Ending, ...]]:
        """Ending as written -> its readings, the cheapest first."""
        chains = self._chains()
        found: dict[tuple[str, bool, float], int] = {}
        for harmony in self._harmonies:
            for final in self._finals:
                for state in ("noun", "verb"):
                    for written, cost in chains(state, harmony, final).items():
                        reading = written, state == "verb", cost
                        found[reading] = found.get(reading, 0) | self._bit(harmony, final)
        table: dict[str, tuple[Ending, ...]] = {}
        shared: dict[tuple[Ending, ...], tuple[Ending, ...]] = {}
        for (written, verbal, cost), classes in sorted(found.items(), key=lambda item: item[0][2]):
            if written:
                readings = (*table.get(written, ()), Ending(classes, verbal, cost))
                table[written] = shared.setdefault(readings, readings)
        return table

    def _chains(self) -> Callable[[str, str, str], dict[str, float]]:
        @cache
        def chains(state: str, harmony: str, final: str) -> dict[str, float]:
            """All that may follow in this state after such an ending, up to the end of the word, at its lowest cost."""
            found: dict[str, float] = {}
            for suffix, following, cost in self._steps[state]:
                if attached := self._sounds.attach(suffix, harmony, final):
                    written, *sound = attached
                    for rest, more in {"": 0.0}.items() if following == "." else chains(following, *sound).items():
                        total = round(cost + more, 2)
                        found[written + rest] = min(total, found.get(written + rest, total))
            return found

        return chains


def _step(text: str) -> tuple[str, str, float]:
    text, _, cost = text.partition("=")
    suffix, _, state = text.partition(">")
    suffix = suffix.strip("_")
    return suffix, state, float(cost) if cost else float(bool(suffix))
