"""Commits inside a test's own transaction, which itself never commits.

What waits for the commit is done when the outermost transaction inside the test's own ends: not before, and not at all when it
is rolled back. Who is woken earlier would look and find nothing new, so that fails the test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from network.access import broadcasts


def is_committed() -> bool:
    """Whether nothing is open but the test's own transaction."""
    blocks = transaction.get_connection().atomic_blocks
    return not blocks or blocks[-1]._from_testcase


@contextmanager
def undone() -> Iterator[None]:
    """A transaction of the test's own, of which nothing stays. What the site does in it is done as outside of it."""
    own = transaction.atomic()
    own._from_testcase = True  # type: ignore[attr-defined]
    with own:
        try:
            yield
        finally:
            transaction.set_rollback(True)


def refuse_early_mail(patch: pytest.MonkeyPatch) -> None:
    """A mail cannot be called back: before the commit it may tell of what never becomes true."""
    send = EmailBackend.send_messages

    def send_after_commit(self: EmailBackend, messages: Any) -> int:
        assert is_committed(), "a mail before the commit"
        return send(self, messages)

    patch.setattr(EmailBackend, "send_messages", send_after_commit)


def commit_for_real(patch: pytest.MonkeyPatch) -> None:
    leave, wait, tell = transaction.Atomic.__exit__, BaseDatabaseWrapper.on_commit, broadcasts.broadcast

    def leave_and_do(self: transaction.Atomic, *error: Any) -> None:
        leave(self, *error)
        if error[0] is None and is_committed():
            _do_what_waits(transaction.get_connection())

    def wait_or_do(self: BaseDatabaseWrapper, function: Any, robust: bool = False) -> None:
        wait(self, function, robust)
        if is_committed():
            _do_what_waits(self)

    def tell_after_commit(events: Any) -> None:
        assert is_committed(), f"woken before the commit: {events}"
        tell(events)

    patch.setattr(transaction.Atomic, "__exit__", leave_and_do)
    patch.setattr(BaseDatabaseWrapper, "on_commit", wait_or_do)
    patch.setattr(broadcasts, "broadcast", tell_after_commit)


def _do_what_waits(connection: BaseDatabaseWrapper) -> None:
    while connection.run_on_commit:
        _savepoints, function, _robust = connection.run_on_commit.pop(0)
        function()
