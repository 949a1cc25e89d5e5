"""Writing into the audit log."""

from typing import Protocol

from django.db import connection, transaction
from django.utils.timezone import now

from network.access.audit.acts import BY_DAY, Act
from network.access.audit.chain import hash_of, head
from network.access.audit.origin import current_origin
from network.access.audit.waiting import put_aside, take_due
from network.access.models import AuditEntry, WaitingEntry
from network.time_zones import to_day

# The lock of the chain, among PostgreSQL's advisory locks.
_LOCK = 0x6368_6169


class Actor(Protocol):
    pk: int


def record(act: Act, thing: str = "", *, by: Actor | None = None, details: str = "") -> None:
    """Write down that `by` has done `act` to `thing`, in the transaction of the act itself: call it last, for it holds
    the chain until the commit.

    thing: kind:id, such as case:12. by: whoever asks, where it is not given. details: names of roles and fields; no names
    of people, no addresses and no words of theirs, for what stands here cannot be taken back. Never called for what an
    author does under the Chatham House rule.
    """
    origin = current_origin()
    entry = AuditEntry(
        actor_id=by.pk if by else origin.actor_id,
        verb=act.value,
        thing=thing,
        details=details,
        network=origin.network,
        at=now().replace(microsecond=0),
    )
    is_own = thing == f"person:{entry.actor_id}"  # as when somebody leaves a room himself
    if act in BY_DAY or is_own:
        put_aside(entry)
    else:
        _append([entry])


def chain_days() -> int:
    """Chain what was put aside on earlier days; how many entries. Asked every minute, and at each start."""
    if not WaitingEntry.objects.filter(day__lt=to_day(now()).date()).exists():
        return 0
    with transaction.atomic():
        _hold_the_chain()  # or another worker would take the same
        entries, lost = take_due()
        _append(entries)
        if lost:
            record(Act.KEYS_CHANGED, "audit:waiting", details=f"{lost} entries under a key that is gone")
    return len(entries)


@transaction.atomic
def _append(entries: list[AuditEntry]) -> None:
    _hold_the_chain()
    last = head()
    for entry in entries:
        entry.number = last.number + 1
        entry.hash = hash_of(entry, last.hash)
        entry.save(force_insert=True)
        last = type(last)(entry.number, entry.hash)


def _hold_the_chain() -> None:
    """Until the commit nobody else reads the last row: or two would follow it. SQLite lets in one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
