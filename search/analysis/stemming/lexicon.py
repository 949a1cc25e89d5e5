"""The roots we know of a language, under every spelling they take before suffixes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOTS = Path(__file__).parent / "roots"

# A root -> its spellings before suffixes.
Spellings = Callable[[str], Iterable[str]]


def as_it_is(root: str) -> list[str]:
    """The spellings of a root that never changes."""
    return [root]


def never(root: str) -> list[str]:
    """The clipped spellings of a root that never gives its last letter to a suffix."""
    return []


@dataclass
class Words:
    """The roots of one kind, nouns or verbs.

    stems: stem as written -> root. clipped: the same for stems whose last letter is written in the suffix, together with
    that letter of the suffix (оқы-, оқу: оқу).
    """

    spellings: Spellings
    clippings: Spellings
    stems: dict[str, str] = field(default_factory=dict)
    clipped: dict[str, str] = field(default_factory=dict)

    def add(self, spelling: str, root: str) -> None:
        for stem in self.spellings(spelling):
            # A root's own spelling goes before what becomes of another root.
            if stem == root or stem not in self.stems:
                self.stems[stem] = root
        for stem in self.clippings(spelling):
            self.clipped.setdefault(stem, root)


@dataclass(frozen=True)
class Lexicon:
    """Known nouns (adjectives and words without forms among them) and verbs."""

    nouns: Words
    verbs: Words

    def learn(self, language: str) -> "Lexicon":
        """Add the roots of roots/<language>.txt: "бар-" is a verb, "орд=орун" another spelling of a root listed too,
        and in "ор(ы)н" the bracketed vowel falls out before suffixes.
        """
        for entry in _entries(language):
            words = self.verbs if entry.endswith("-") else self.nouns
            spelling, _, root = entry.rstrip("-").partition("=")
            full, short = spelling.replace("(", "").replace(")", ""), _without_brackets(spelling)
            for written in dict.fromkeys((full, short)):
                words.add(written, root or full)
        return self


def _entries(language: str) -> Iterator[str]:
    for line in (ROOTS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _without_brackets(spelling: str) -> str:
    before, _, rest = spelling.partition("(")
    return before + rest.partition(")")[2]
