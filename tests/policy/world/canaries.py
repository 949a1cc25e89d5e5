"""Words that stand for facts: each hidden thing of the world has one that stands nowhere else, and a rule who may read it."""

import random
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import unquote

ANONYMOUS, ALUMNA, ALUMNUS, AUTHOR, WHISPERER = "anonymous", "alumna", "alumnus", "author", "whisperer"
EDITOR, ORGANISER = "editor", "organiser"
# alumna and author were in Almaty, alumnus and whisperer in Ashgabat; the whisperer writes under the Chatham House rule.
VIEWERS = (ANONYMOUS, ALUMNUS, ALUMNA, AUTHOR, WHISPERER, EDITOR, ORGANISER)

NOBODY: frozenset[str] = frozenset()
ANYBODY = frozenset(VIEWERS)
MEMBERS = ANYBODY - {ANONYMOUS}
OF_ALMATY = frozenset({ALUMNA, AUTHOR})
OF_ASHGABAT = frozenset({ALUMNUS, WHISPERER})
OF_THE_CIRCLE = frozenset({ALUMNA, WHISPERER})  # the members of the private room

LATIN = ("bdfghjklmnprstvz", "aeiou")
CYRILLIC = ("бвгджзклмнпрст", "аеиоу")
_WORDS = re.compile(r"[^\W\d_]{10,}")
_ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Canary:
    """fact: what the word stands for. site: who may read it on the members' side; desk: who may in Wagtail's admin."""

    word: str
    fact: str
    site: frozenset[str]
    desk: frozenset[str]


@dataclass
class Canaries:
    """All words, and who has seen which of them so far."""

    by_word: dict[str, Canary] = field(default_factory=dict)

    def hide(
        self,
        fact: str,
        *,
        site: Collection[str],
        desk: Collection[str] = NOBODY,
        letters: tuple[str, str] = LATIN,
    ) -> str:
        """The word for `fact`, the same in every run."""
        word = invented(fact, letters)
        assert word not in self.by_word, f"{fact} has the word of {self.by_word[word].fact}"
        self.by_word[word] = Canary(word, fact, frozenset(site), frozenset(desk))
        return word

    def found_in(self, text: str) -> frozenset[str]:
        """The words that stand in `text`, however JSON and addresses spell their letters."""
        if "\\u" in text:
            text += " " + _ESCAPES.sub(lambda escaped: chr(int(escaped[1], 16)), text)
        if "%D" in text:
            text += " " + unquote(text)
        return frozenset(word for word in _WORDS.findall(text.lower()) if word in self.by_word)

    def closed_to(self, viewer: str) -> list[Canary]:
        """What the viewer may read nowhere on the members' side."""
        return [canary for canary in self.by_word.values() if viewer not in canary.site]


def invented(seed: str, letters: tuple[str, str] = LATIN) -> str:
    """A word that can be said and is in no dictionary: six syllables chosen by `seed`."""
    chance = random.Random(seed)
    return "".join(chance.choice(part) for _syllable in range(6) for part in letters)
