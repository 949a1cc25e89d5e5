"""When the database takes nothing: locked by a long work, read only, full, or away. Reading goes on, and says nothing of it."""

import logging
import sqlite3
from collections.abc import Callable
from functools import partial

from django.db import Error
from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

# The low byte of SQLite's code: busy, locked, read only, an error of the disk, full, cannot be opened.
_OF_SQLITE = {5, 6, 8, 10, 13, 14}
# Classes of SQLSTATE: no connection, a read-only transaction, resources that ran out, an operator at work, a lock waited
# for in vain (55P03), an error of the disk. 57014 is a statement that took too long.
_OF_POSTGRESQL = ("08", "25006", "53", "57", "55P03", "58")


def is_for_later(error: BaseException) -> bool:
    """Whether the same would succeed later: nothing is wrong with what was asked, only the database takes nothing now."""
    if not isinstance(error, Error):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _OF_SQLITE
    state = getattr(cause, "sqlstate", None)
    # Without a state it is the line or the pool that gave out.
    return state.startswith(_OF_POSTGRESQL) if state else _is_out_of_reach(cause)


def _is_out_of_reach(cause: BaseException | None) -> bool:
    return type(cause).__name__ in {"OperationalError", "PoolTimeout", "ConnectionTimeout"}


def after_answer(response: HttpResponseBase, note: Callable[[], object]) -> None:
    """Write down what reading has led to, once the reader has his page: that it cannot be written is not his trouble."""
    response._resource_closers.append(partial(_try, note))  # type: ignore[attr-defined]


def _try(note: Callable[[], object]) -> None:
    try:
        note()
    except Exception as error:
        if not is_for_later(error):
            logger.exception("What follows an answer failed")  # Django passes it over in silence
            raise
        logger.warning("Not written down after an answer: %s", error)
