"""Since when a report counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Period:
    """days: None since the beginning. months: whole ones, for of a year ago no days are kept (`cases.reads.months`)."""

    label: Any
    days: int | None = None
    months: int | None = None

    def since(self, today: date) -> date | None:
        if self.months:
            earlier = today.year * 12 + today.month - self.months
            return date(earlier // 12, earlier % 12 + 1, 1)
        return today - timedelta(days=self.days - 1) if self.days else None


PERIODS: Mapping[str, Period] = {
    "30": Period(_("30 days"), days=30),
    "90": Period(_("90 days"), days=90),
    "12-months": Period(_("12 months"), months=12),
    "all": Period(_("since the beginning")),
}
