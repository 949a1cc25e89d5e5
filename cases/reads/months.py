"""What days are kept for, they are kept for a hundred days; of earlier ones the sum of each month is enough."""

from datetime import date, timedelta

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractDay, TruncMonth

from cases.reads.counting import add_reads
from cases.reads.models import ReadCount
from network.access.gate import action

# As long as the longest period that reports count in days.
DAYS_KEPT = 100
AT_ONCE = 500


def outlived_days(today: date) -> QuerySet[ReadCount]:
    """Of months that are over for so long."""
    month = (today - timedelta(days=DAYS_KEPT)).replace(day=1)
    return ReadCount.objects.filter(day__lt=month).alias(number=ExtractDay("day")).filter(number__gt=1)


@action
def sum_up_months(today: date) -> int:
    """Months stand as reads of their first day; returns how many days went."""
    outlived = outlived_days(today)
    months = outlived.annotate(month=TruncMonth("day")).values("page", "month").annotate(times=Sum("count"))
    sums = {(row["page"], row["month"]): row["times"] for row in months}
    gone, _of = outlived.delete()
    keys = sorted(sums)
    for begin in range(0, len(keys), AT_ONCE):
        add_reads({key: sums[key] for key in keys[begin : begin + AT_ONCE]})
    return gone
