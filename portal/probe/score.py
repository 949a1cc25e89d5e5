"""How often a thief's guesses are right, and how often they would be by chance."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

DRAWS = 2_000
# So few of the drawn orders may do better. With some thirty joins one in thirty probes fails without a reason at most.
TAIL = 0.001


@dataclass(frozen=True, slots=True)
class Score:
    """hits of so many guesses; bound: as many as chance alone gets, but in one of a thousand draws."""

    name: str
    guesses: int
    hits: int
    bound: int

    @property
    def is_chance(self) -> bool:
        return self.hits <= self.bound


def score(name: str, guesses: Mapping[int, int], truth: Mapping[int, int]) -> Score:
    """Held against the same guesses for the same authors in another order: who guesses the busiest gains nothing by it."""
    asked = [(guesses[thing], truth[thing]) for thing in sorted(guesses) if thing in truth]
    hits = sum(guess == author for guess, author in asked)
    return Score(name, len(asked), hits, _bound([guess for guess, _ in asked], [author for _, author in asked]))


def _bound(guesses: list[int], authors: list[int]) -> int:
    draw = random.Random(0)  # noqa: S311 - the same figures each time
    counts = []
    for _number in range(DRAWS):
        draw.shuffle(authors)
        counts.append(sum(guess == author for guess, author in zip(guesses, authors, strict=True)))
    return sorted(counts)[int(DRAWS * (1 - TAIL)) - 1]
