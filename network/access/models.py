"""The record of acts that somebody may have to answer for."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.random_ids import random_id


class WrittenForGood(RuntimeError):
    """A row of the audit log was about to be changed or deleted, or written past `record`."""

    def __init__(self) -> None:
        super().__init__("Rows of the audit log are written by network.access.audit.recording.record, and stay.")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def update(self, **changes: Any) -> NoReturn:
        raise WrittenForGood

    def delete(self) -> NoReturn:
        raise WrittenForGood

    def bulk_create(self, *_rows: Any, **_options: Any) -> NoReturn:
        raise WrittenForGood

    def bulk_update(self, *_rows: Any, **_options: Any) -> NoReturn:
        raise WrittenForGood


class AuditEntry(models.Model):
    """Who did what to which thing, when. Acts of authors under the Chatham House rule are never written here.

    number: 1, 2, 3… without a gap. hash: over this row and the hash of the one before it, see `network.access.audit.chain`.
    """

    number = models.PositiveBigIntegerField(unique=True)
    # Without a constraint: the number of who left is part of the hash, and stays.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    verb = models.CharField(_("verb"), max_length=40, db_index=True)
    thing = models.CharField(_("thing"), max_length=120, blank=True, help_text="kind:id, such as case:12")
    details = models.TextField(_("details"), max_length=2_000, blank=True)
    network = models.CharField(_("network"), max_length=50, blank=True)
    at = models.DateTimeField(db_index=True)
    hash = models.CharField(max_length=64, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-number"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.number} {self.at:%Y-%m-%d} {self.verb} {self.thing}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding or not self.hash:
            raise WrittenForGood
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenForGood


class WaitingEntry(models.Model):
    """What somebody did with his own account today: encrypted, of one size and under a random number, until it is chained.

    In clear it would stand, in the order of writing, between messages that bear no name.
    """

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    day = models.DateField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("waiting audit entry")
        verbose_name_plural = _("waiting audit entries")

    def __str__(self) -> str:
        return f"{self.day}"
