"""Words that were typed wrong: how far two are apart, and what a text may have been meant to be."""

import unicodedata

from .keyboards import layouts
from .romanization import transliterations

__all__ = ["MIN_RETYPED_LENGTH", "edit_distance", "layouts", "transliterations"]

# Letters of a text whose keys may have been meant for others: one, or two, are too often something else.
MIN_RETYPED_LENGTH = 3


def edit_distance(a: str, b: str, limit: int) -> int:
    """How many letters to add, leave out, change or swap with their neighbour turn `a` into `b`; at most limit + 1.

    A letter with its marks counts as one, where Unicode has it as one. limit + 1 stands for all that is farther, and is
    known after len(a) * (2 * limit + 1) steps at most. (Optimal string alignment: no letter is edited twice.)
    """
    a, b = unicodedata.normalize("NFC", a), unicodedata.normalize("NFC", b)
    far = limit + 1
    if a == b or abs(len(a) - len(b)) > limit:
        return 0 if a == b else far
    before_last: list[int] = []
    last = [min(column, far) for column in range(len(b) + 1)]
    for row, letter in enumerate(a, 1):
        current = [min(row, far), *[far] * len(b)]
        for column in range(max(1, row - limit), min(len(b), row + limit) + 1):
            other = b[column - 1]
            cost = min(last[column - 1] + (letter != other), last[column] + 1, current[column - 1] + 1)
            if row > 1 and column > 1 and letter == b[column - 2] and a[row - 2] == other:
                cost = min(cost, before_last[column - 2] + 1)
            current[column] = min(cost, far)
        if min(current) > limit:
            return far
        before_last, last = last, current
    return last[-1]
