"""How often a text was read on a day. Never by whom: no member, no address, no hour, and no order among the rows."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from network.random_ids import random_id


class ReadCountQuerySet(models.QuerySet["ReadCount"]):
    def since(self, day: date | None) -> Self:
        """None: since the beginning."""
        return self.filter(day__gte=day) if day else self

    def by_page(self, pages: Iterable[int]) -> dict[int, int]:
        """Of these pages that were read, how often."""
        rows = self.filter(page__in=list(pages)).values("page").annotate(times=Sum("count"))
        return {row["page"]: row["times"] for row in rows}


class ReadCount(models.Model):
    """day: of a month that is summed up (`cases.reads.months`), its first."""

    id = models.BigIntegerField(primary_key=True, default=random_id, editable=False)
    page = models.ForeignKey(Page, models.CASCADE, related_name="read_counts")
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("reads"), default=0)

    objects = ReadCountQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("number of reads")
        verbose_name_plural = _("numbers of reads")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="reads_of_a_day_are_counted_once")]
        indexes = [models.Index(fields=["day"], name="reads_of_a_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day} {self.count}"
