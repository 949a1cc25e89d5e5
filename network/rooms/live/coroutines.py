"""Running a coroutine by hand as far as it goes without waiting."""

from collections.abc import Awaitable, Coroutine, Generator
from typing import Any


def run_until_blocked(coroutine: Coroutine[Any, Any, None]) -> Awaitable[None] | None:
    """Run a coroutine up to where it has to wait; None if it came to its end, else what is left of it.

    Most sends end at once; a task for each of a thousand sockets would cost twice as much as all the writing.
    """
    try:
        waiting = coroutine.send(None)
    except StopIteration:
        return None
    except Exception as error:  # noqa: BLE001, a line that is gone fails in many ways, and is let go in one place
        return _failed(error)
    return _Rest(coroutine, waiting)


async def _failed(error: Exception) -> None:
    raise error


class _Rest:
    """A coroutine that was begun by hand, to be awaited to its end."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], waiting: Any) -> None:
        self._coroutine, self._waiting = coroutine, waiting

    def __await__(self) -> Generator[Any, Any, None]:
        waiting = self._waiting
        while True:
            try:
                result = yield waiting
            except BaseException as error:  # noqa: BLE001, whatever wakes the task belongs to the coroutine inside
                failure: BaseException | None = error
            else:
                failure = None
            try:
                waiting = self._coroutine.throw(failure) if failure else self._coroutine.send(result)
            except StopIteration:
                return
