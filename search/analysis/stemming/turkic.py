"""Chains of suffixes of the Turkic languages: composed once from a grammar, then looked up at the end of a word.

A language gives its sounds and its grammar (kazakh.py is the one to read first). The chains of nouns, the chains of
verbs and what makes nouns of verbs are spelled out, for every kind of stem ending, when the first word comes; a word
costs a few dozen look-ups afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

# State -> its suffixes, each "suffix>next=cost": "_" is no suffix at all, "." the end of the word, and a suffix costs 1
# unless told. Nouns begin in the state "noun" and verbs in "verb"; a verb that comes to "noun" goes on like a noun.
Grammar = Mapping[str, str]
END = "."
NOTHING = {"": 0.0}


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


class Reading(NamedTuple):
    """One way to read a string as a chain of suffixes. classes: bits of the stem classes it may follow."""

    classes: int
    cost: float


Table = dict[str, tuple[Reading, ...]]


class Endings:
    """The chains of suffixes of a language as they are written, and the class of any stem.

    nominal: what may follow a noun to the end of the word. verbal: the same for a verb.
    heads: what makes a noun of a verb, so that a nominal ending may follow: бар-ған-дардың, кел-у-ге.
    """

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
    def longest(self) -> tuple[int, int]:
        """The letters of the longest ending in one table, and of the longest head."""
        return max(map(len, self.nominal | self.verbal)), max(map(len, self.heads))

    @cached_property
    def nominal(self) -> Table:
        return self._composed("noun", {END})

    @cached_property
    def verbal(self) -> Table:
        return self._composed("verb", {END, "noun"})

    @cached_property
    def heads(self) -> Table:
        return self._composed("verb", {"noun"})

    def _composed(self, state: str, goals: set[str]) -> Table:
        """Every chain from the state to one of the goals as written, with its readings."""
        chains = self._chains(goals)
        found: dict[tuple[str, float], int] = {}
        for harmony in self._harmonies:
            for final in self._finals:
                bit = self._bit(harmony, final)
                for reading in chains(state, harmony, final).items():
                    found[reading] = found.get(reading, 0) | bit
        table: Table = {}
        for (written, cost), classes in found.items():
            if written:
                table[written] = (*table.get(written, ()), Reading(classes, cost))
        return table

    def _chains(self, goals: set[str]) -> Callable[[str, str, str], dict[str, float]]:
        @cache
        def chains(state: str, harmony: str, final: str) -> dict[str, float]:
            """All that may be written from this state and after such an ending to a goal, at its lowest cost."""
            found: dict[str, float] = {}
            for suffix, following, cost in self._steps.get(state, ()):
                if attached := self._sounds.attach(suffix, harmony, final):
                    written, *sound = attached
                    for rest, more in NOTHING.items() if following in goals else chains(following, *sound).items():
                        total = round(cost + more, 2)
                        found[written + rest] = min(total, found.get(written + rest, total))
            return found

        return chains


def _step(text: str) -> tuple[str, str, float]:
    text, _, cost = text.partition("=")
    suffix, _, state = text.partition(">")
    suffix = suffix.strip("_")
    return suffix, state, float(cost) if cost else float(bool(suffix))
