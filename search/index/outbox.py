"""Telling the index that something changed: one row, in the transaction of the change itself."""

from contextvars import Context

from django.conf import settings
from django.db import transaction

from search.engines.protocol import Thing
from search.index.models import Change


def changed(kind: str, thing: int) -> None:
    """Note that the thing is to be indexed anew, or taken out. Call it inside the transaction that changes it."""
    Change.objects.create(kind=kind, thing=thing)
    if settings.SEARCH_INLINE and not _drains_after_commit():
        transaction.on_commit(_drain, robust=True)


def waiting(limit: int) -> list[Thing]:
    """Things that changed since they were last indexed, the latest first, at most `limit`."""
    rows = Change.objects.order_by("-pk").values_list("kind", "thing")[:limit]
    return list(dict.fromkeys(Thing(kind, thing) for kind, thing in rows))


def _drains_after_commit() -> bool:
    return any(entry[1] is _drain for entry in transaction.get_connection().run_on_commit)


def _drain() -> None:
    from search.index.draining import drain  # noqa: PLC0415, it reads what has been noted here

    # The index reads what it is told to keep, whoever's request has just ended: nothing of that request goes with it.
    Context().run(drain)
