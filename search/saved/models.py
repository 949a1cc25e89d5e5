"""A search that a member keeps, and the things that he has been told of."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    AT_ONCE = "at-once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("never")


PAUSES = {Frequency.AT_ONCE: timedelta(), Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, member_id: int | None) -> Self:
        return self.filter(owner=member_id).order_by("-pk")

    def due(self, moment: datetime) -> Self:
        return self.exclude(frequency=Frequency.NEVER).filter(next_at__lte=moment).order_by("owner", "pk")


class SavedSearch(models.Model):
    """query: of the search page's address, from the question mark. What was published before `saved_at` is not news."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(max_length=1_000)
    frequency = models.CharField(_("tell me"), max_length=10, choices=Frequency.choices, default=Frequency.DAILY)
    saved_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "query"], name="search_is_saved_once")]

    def __str__(self) -> str:
        return self.name


class Told(models.Model):
    """One thing of which one member knows: however many of his searches it fits, and whatever becomes of them."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    thing = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "thing"], name="member_is_told_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.thing} to {self.owner_id}"
