"""What the audit log holds: chained, or waiting for the end of the day."""

from datetime import timedelta

from network.access.audit.acts import Act
from network.access.audit.recording import chain_days
from network.access.audit.waiting import waiting_entries
from network.access.models import AuditEntry, WaitingEntry


def written(act: Act | None = None) -> list[AuditEntry]:
    """The newest last; of what waits there is no order."""
    entries = [*AuditEntry.objects.order_by("number"), *waiting_entries()]
    return [entry for entry in entries if act in (None, entry.verb)]


def a_night_passes() -> None:
    for row in WaitingEntry.objects.all():
        WaitingEntry.objects.filter(pk=row.pk).update(day=row.day - timedelta(days=1))
    chain_days()
