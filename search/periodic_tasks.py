"""What other parts have done every minute, by the worker that keeps the index."""

from collections.abc import Callable

from django.utils.timezone import localdate

from search.insight.actions import forget_old

Chore = Callable[[], object]
_chores: list[Chore] = []


def register_chore(chore: Chore) -> None:
    if chore not in _chores:
        _chores.append(chore)


def do_chores() -> None:
    forget_old(today=localdate())
    for chore in _chores:
        chore()
