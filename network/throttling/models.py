"""How often something was tried: in the database, for caches forget the counters of those who fill them."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AttemptCountQuerySet(models.QuerySet["AttemptCount"]):
    def about(self, account: str) -> Self:
        return self.filter(account=account)

    def from_place(self, place: str) -> Self:
        return self.filter(place=place)

    def waiting(self, now: datetime) -> Self:
        return self.filter(waits_until__gt=now)

    def outlived(self, now: datetime) -> Self:
        return self.filter(Q(forgotten_at__lte=now))


class AttemptCount(models.Model):
    """Tries of one throttle, for one account, from one place. An empty account or place stands for all of them.

    Both are keyed hashes: who tried, and from where, is not read from the table, and goes with the row within a day.
    """

    throttle = models.CharField(max_length=20)
    account = models.CharField(max_length=32)
    place = models.CharField(max_length=32)
    tries = models.PositiveIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(db_index=True)

    objects = AttemptCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of attempts")
        verbose_name_plural = _("counts of attempts")
        constraints = [
            models.UniqueConstraint(fields=["account", "place", "throttle"], name="attempt_count_is_kept_once")
        ]
        indexes = [models.Index(fields=["place"], name="attempt_count_of_a_place")]

    def __str__(self) -> str:
        return f"{self.tries} of {self.throttle}"
