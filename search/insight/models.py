"""Words that were looked for, found or not. Never who looked: no member, no address, no time of day."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

# What one person alone looks for may say who he is: editors see what was asked on so many days.
MIN_DAYS = 3


class NotedQuerySet(models.QuerySet[Any]):
    def reportable(self) -> Self:
        """Those that editors may see, most asked first."""
        return self.filter(days__gte=MIN_DAYS).order_by("-times", "text")

    def unopened(self) -> Self:
        """Those of `Answered` after which nobody opened anything."""
        return self.filter(opened=0)


class Noted(models.Model):
    """days: on how many different days it was asked."""

    text = models.CharField(_("looked for"), max_length=80)
    language = models.CharField(_("page in"), max_length=3)
    times = models.PositiveIntegerField(_("times"), default=1)
    days = models.PositiveIntegerField(_("days"), default=1)
    last_day = models.DateField(_("last on"), default=date.today)

    objects = NotedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text


class Unanswered(Noted):
    """Nothing says it."""

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        constraints = [models.UniqueConstraint(fields=["text", "language"], name="unanswered_search_is_noted_once")]


class Answered(Noted):
    """Something says it. opened: how often somebody went on to what was found."""

    opened = models.PositiveIntegerField(_("opened"), default=0)

    class Meta:
        verbose_name = _("search with an answer")
        verbose_name_plural = _("searches with an answer")
        constraints = [models.UniqueConstraint(fields=["text", "language"], name="answered_search_is_noted_once")]
