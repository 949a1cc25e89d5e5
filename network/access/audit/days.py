"""The day of a moment, where no more than it may be known."""

from datetime import UTC, datetime

from django.utils.timezone import get_default_timezone, localtime


def to_day(moment: datetime) -> datetime:
    """The day as the site's own time zone has it: its noon in UTC is the same date in every zone that members live in."""
    day = localtime(moment, get_default_timezone())
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
