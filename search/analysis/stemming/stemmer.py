"""Chooses the cheapest way to cut a word into a stem and a chain of suffixes.

The costs stand for how unlikely something is: every letter of an unknown stem costs, as a known root does not; each
suffix costs what its grammar says. They are set by hand. The cost of a letter is the measure of all others; none of
those here moves pair F1 by more than .003 when it is changed by a third.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from .lexicon import Lexicon, Words
from .turkic import Endings, Reading

LETTER = 1.0  # of an unknown stem
ROOT = 0.5  # a known one, however long
BARE_VERB = 2.0  # a verb alone is an order, rare in what people publish
UNKNOWN_VERB = 0.7  # most verbs are known, so an unknown word is rather a noun
VOICED = 0.7  # a known verb with a suffix of voice
UNFIT = 2.0  # the suffixes do not go with the sounds of the stem, as in words from other languages
ODD_END = 1.5  # an unknown stem ends as stems hardly do
SHORT = {1: 4.0, 2: 0.7}  # unknown stems of so few letters
NO_VOWEL = 0.3  # abbreviations
EVERY_CLASS = -1  # all bits

Readings = tuple[Reading, ...]


class Cut(NamedTuple):
    """A way to read a word. root: of a known stem."""

    cost: float
    stem: str
    ending: str = ""
    verbal: bool = False
    root: str | None = None


class Known(NamedTuple):
    """A known root. clipped: its last letter is written in the suffix, which then need not fit the stem's own sounds."""

    root: str
    cost: float = ROOT
    clipped: int = 0


@dataclass(frozen=True)
class Stemmer:
    """A language's stemmer: call it with a key.

    irregular: forms -> root.
    voice: suffixes of voice at the end of a verb. odd_end: what unknown stems hardly end in.
    respell: unknown stem, its ending, whether it is a verb -> the one spelling of it for all its forms.
    """

    endings: Endings
    lexicon: Lexicon
    irregular: Mapping[str, str]
    vowels: frozenset[str]
    voice: re.Pattern[str]
    odd_end: re.Pattern[str]
    respell: Callable[[str, str, bool], str]

    def __call__(self, word: str) -> str:
        """What the forms of a word have in common; never empty for a word that is not. A known noun is its own stem."""
        if len(word) < 2:
            return word
        if root := self.irregular.get(word):
            return root
        best = min(self.cuts(word), key=attrgetter("cost"))
        return best.root or self.respell(best.stem, best.ending, best.verbal)

    def cuts(self, word: str) -> Iterator[Cut]:
        """All ways to read the word."""
        yield self._whole(word)
        classes, endings = self.endings.classes(word), self.endings
        longest_ending, longest_head = endings.longest
        for length in range(len(word) - 1, max(0, len(word) - longest_ending - 1), -1):
            ending = word[length:]
            if verbal := endings.verbal.get(ending):
                yield self._verb_cut(word[:length], ending, verbal, classes[length])
            if nominal := endings.nominal.get(ending):
                yield self._noun_cut(word[:length], ending, nominal, classes[length])
                cost = _cost(nominal, classes[length])
                for inner in range(length - 1, max(0, length - longest_head - 1), -1):
                    if head := endings.heads.get(word[inner:length]):
                        yield self._verb_cut(word[:inner], word[inner:], head, classes[inner], cost)

    def _noun_cut(self, stem: str, ending: str, readings: Readings, classes: int) -> Cut:
        known = self._listed(self.lexicon.nouns, stem, ending)
        if known is None:
            return Cut(_cost(readings, classes) + self._unknown(stem), stem, ending)
        return Cut(known.cost + _cost(readings, known.clipped or classes), stem, ending, root=known.root)

    def _verb_cut(self, stem: str, ending: str, readings: Readings, classes: int, after: float = 0.0) -> Cut:
        known = self._listed(self.lexicon.verbs, stem, ending) or self._voiced(stem)
        if known is None:
            cost = after + _cost(readings, classes) + self._unknown(stem) + UNKNOWN_VERB
            return Cut(cost, stem, ending, verbal=True)
        cost = after + known.cost + _cost(readings, known.clipped or classes)
        return Cut(cost, stem, ending, verbal=True, root=known.root)

    def _whole(self, word: str) -> Cut:
        if root := self.lexicon.nouns.stems.get(word):
            return Cut(ROOT, word, root=root)
        if root := self.lexicon.verbs.stems.get(word):
            return Cut(ROOT + BARE_VERB, word, root=root)
        return Cut(self._unknown(word), word)

    def _unknown(self, stem: str) -> float:
        if self.vowels.isdisjoint(stem):
            return LETTER * len(stem) + (SHORT[1] if len(stem) == 1 else NO_VOWEL)
        return LETTER * len(stem) + SHORT.get(len(stem), 0.0) + (ODD_END if self.odd_end.search(stem) else 0.0)

    def _listed(self, words: Words, stem: str, ending: str) -> Known | None:
        if root := words.stems.get(stem):
            return Known(root)
        if root := words.clipped.get(stem + ending[0]):
            return Known(root, clipped=EVERY_CLASS)
        return None

    def _voiced(self, stem: str) -> Known | None:
        """The known verb of which the stem is a passive, reciprocal or the like."""
        while voice := self.voice.search(stem):
            # The vowel before its last letter may be the stem's own: есті-л, жаз-ыл.
            for length in (len(stem) - 1, voice.start()):
                base = stem[:length]
                if root := self.lexicon.verbs.stems.get(base) or self.lexicon.verbs.clipped.get(base):
                    return Known(root, ROOT + VOICED)
            stem = stem[: voice.start()]
        return None


def _cost(readings: Readings, classes: int) -> float:
    return min(cost if fitting & classes else cost + UNFIT for fitting, cost in readings)
