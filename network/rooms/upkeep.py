"""What time does to seals: after thirty days nobody can tell any more, and after a night no order of rows tells an hour."""

from datetime import timedelta
from uuid import uuid4

from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import now

from network.access.seals import SEAL_DAYS, SPENT
from network.rooms.models import Message
from network.time_zones import to_day
from search.index.rebuild import rebuild

_BATCH = 500
_REWRITE = (
    "UPDATE rooms_message SET seal = seal WHERE author_id IS NULL",
    "UPDATE rooms_readmark SET reader = reader WHERE member_id IS NULL",
    "UPDATE rooms_topic SET slug = slug",
    "VACUUM FULL rooms_message",
    "VACUUM FULL rooms_readmark",
    "VACUUM FULL rooms_topic",
)


def end_seals() -> int:
    """Take the seal off what was said more than thirty days ago; returns how many messages.

    Then the author is nobody's to tell, the holder of the key and the author himself included.
    """
    ended = 0
    while rows := list(outlived_seals()[:_BATCH]):
        for message in rows:
            message.seal, message.client_id = SPENT, uuid4()
        ended += Message.objects.bulk_update(rows, ["seal", "client_id"])
    return ended


def outlived_seals() -> QuerySet[Message]:
    until = to_day(now() - timedelta(days=SEAL_DAYS))
    return Message.objects.filter(author=None, posted_at__lt=until).exclude(seal=SPENT).only("pk", "seal", "client_id")


def forget_order() -> bool:
    """Once a day: put what was said under the rule yesterday where its place tells no hour; returns whether it was time.

    Between messages with names, which know their second, the order in which rows were written would tell it: in the index,
    which is built anew in the order of rooms, and in PostgreSQL, where each row lies behind those written before it and
    bears the number of its transaction. In SQLite rows lie by their random numbers.
    """
    yesterday = to_day(now() - timedelta(days=1))
    if not Message.objects.filter(author=None, posted_at=yesterday).exists():
        return False
    if not cache.add(f"rooms:order-forgotten:{yesterday:%Y-%m-%d}", 1, timeout=2 * 86_400):
        return False
    if connection.vendor == "postgresql":
        _rewrite_rows()
    for _things in rebuild():
        pass
    return True


def _rewrite_rows() -> None:
    with connection.cursor() as cursor:
        for statement in _REWRITE:
            cursor.execute(statement)


def truncate_log() -> None:
    """SQLite's log holds the pages of late commits in their order, until it is cut off; a busy database keeps it for now."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
