"""Generated cases and questions: as many as one likes, the same in each run, with words as frequent as words of a language are."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from search.engines.passages import Vector
from search.registry import Document, Section

QUESTIONS = 60
KEYS = frozenset({"public", "members"})
CHOSEN = {"theme": ("theme-1", "theme-2"), "country": ("country-1",), "lang": ("ru",)}
WORDS_A_CASE = 120
VOCABULARY = 20_000
DIMENSIONS = 384
VALUES = {"theme": 5, "country": 5, "place": 20, "threat": 10, "tag": 300, "year": 12}
SYLLABLES = "ва ре ко ла ми но та су пе ри до ка ле мо ни се ту во за би го хо ши ча".split()


def documents(count: int) -> Iterator[tuple[Document, Vector]]:
    """Each with the vector of its meaning."""
    chance = random.Random(1)
    generator = np.random.default_rng(1)
    words = _words()
    weights = [1 / (place + 10) for place in range(len(words))]
    for id in range(1, count + 1):
        text = chance.choices(words, weights, k=WORDS_A_CASE)
        document = Document(
            kind="case",
            id=id,
            version=1,
            audience=chance.choice(["public", "public", "members"]),
            language=chance.choice(["ru", "ru", "kk", "ky"]),
            title=" ".join(text[:6]),
            summary="",
            sections=(Section("text", "", " ".join(text[6:])),),
            published=datetime(2015, 5, 18, tzinfo=UTC) + timedelta(hours=id % 90_000),
            facets={
                name: tuple(f"{name}-{chance.randint(1, size)}" for _one in range(chance.randint(1, 2)))
                for name, size in VALUES.items()
            },
        )
        yield document, _unit(generator)


def questions(words: int, *, to_warm: bool = False) -> list[str]:
    """Of so many words each. to_warm: others, for a server that grows faster with what it is asked."""
    chance = random.Random(f"{words} {to_warm}")
    known = sorted(_words())
    return [" ".join(chance.choices(known[:4_000], k=words)) for _question in range(QUESTIONS)]


def meaning(text: str) -> Vector:
    return _unit(np.random.default_rng(len(text)))


def _unit(generator: np.random.Generator) -> Vector:
    vector = generator.normal(size=DIMENSIONS).astype(np.float32)
    return vector / np.linalg.norm(vector)


def _words() -> list[str]:
    chance = random.Random(2)
    return list({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _one in range(VOCABULARY)})
