"""Nobody is told before the commit: whoever is woken earlier looks and finds nothing new, and a mail cannot be called back.

In most tests nothing commits, for each stands in a transaction that is rolled back, and what waits for the commit never happens.
What happens nevertheless came too early, unless no transaction is open but the test's own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer
from channels_redis.core import RedisChannelLayer
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from search.index import outbox


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


def refuse_early_news(patch: pytest.MonkeyPatch) -> None:
    """Wake-ups of open tabs, mails and the index's looking into the outbox, at the door through which each goes out."""
    for layer in (InMemoryChannelLayer, RedisChannelLayer):
        _refuse_early_wake_ups(patch, layer)
    send, followers = EmailBackend.send_messages, tuple(outbox.followers)

    def send_after_commit(self: EmailBackend, messages: Any) -> int:
        assert is_committed(), "a mail before the commit"
        return send(self, messages)

    def follow_after_commit() -> None:
        assert is_committed(), "the outbox was looked into before the commit"
        for follower in followers:
            follower()

    patch.setattr(EmailBackend, "send_messages", send_after_commit)
    patch.setattr(outbox, "followers", [follow_after_commit])


def _refuse_early_wake_ups(patch: pytest.MonkeyPatch, layer: Any) -> None:
    send = layer.group_send

    async def send_after_commit(self: Any, group: str, message: Any) -> None:
        # In the thread in which the database is written: a loop of its own has another connection.
        assert await sync_to_async(is_committed)(), f"{group} was woken before the commit"
        await send(self, group, message)

    patch.setattr(layer, "group_send", send_after_commit)
