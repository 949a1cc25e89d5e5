"""What other parts have done every minute, by the worker that keeps the index."""

from collections.abc import Callable

Chore = Callable[[], object]
_chores: list[Chore] = []


def register_chore(chore: Chore) -> None:
    if chore not in _chores:
        _chores.append(chore)


def do_chores() -> None:
    for chore in _chores:
        chore()
