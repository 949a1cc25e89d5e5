"""Acts with one's own account wait, encrypted, for the end of their day; then they are chained in no order.

A row in clear tells, by its place and its transaction, before which message somebody signed in: and under the Chatham House
rule that message has no name.
"""

import json
import secrets
from datetime import UTC, datetime, time

from cryptography.exceptions import InvalidTag
from django.utils.timezone import now

from network.access.encryption import decrypt, encrypt
from network.access.models import AuditEntry, WaitingEntry
from network.time_zones import to_day

_PURPOSE = "audit"
_FIELDS = ("actor_id", "verb", "thing", "details", "network")
_BLOCK = 512  # bytes; the length would tell the act


def put_aside(entry: AuditEntry) -> None:
    plain = json.dumps([getattr(entry, name) for name in _FIELDS]).encode()
    length = -(-len(plain) // _BLOCK) * _BLOCK
    WaitingEntry.objects.create(day=to_day(now()).date(), sealed=encrypt(_PURPOSE, plain.ljust(length)))


def waiting_entries() -> list[AuditEntry]:
    """Those that are not chained yet, in no order; they have no number and no hash."""
    return [entry for row in WaitingEntry.objects.order_by("-day", "pk") if (entry := _opened(row))]


def take_due() -> tuple[list[AuditEntry], int]:
    """Take out those of earlier days, the oldest first and within a day in no order; and how many no key opens."""
    rows = list(WaitingEntry.objects.filter(day__lt=to_day(now()).date()))
    WaitingEntry.objects.filter(pk__in=[row.pk for row in rows]).delete()
    secrets.SystemRandom().shuffle(rows)
    opened = [_opened(row) for row in sorted(rows, key=lambda row: row.day)]
    found = [entry for entry in opened if entry]
    return found, len(rows) - len(found)


def _opened(row: WaitingEntry) -> AuditEntry | None:
    try:
        values = json.loads(decrypt(_PURPOSE, bytes(row.sealed)))
    except InvalidTag:
        return None
    at = datetime.combine(row.day, time(12), tzinfo=UTC)
    return AuditEntry(at=at, **dict(zip(_FIELDS, values, strict=True)))
