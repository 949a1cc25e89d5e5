"""Under the Chatham House rule the day is all that is kept of a moment.

Whoever knows when something was said, and who was signed in then, knows who said it. A day is kept as its noon in UTC: that is
the same date in every time zone that members live in.
"""

from datetime import UTC, datetime

from django.utils.timezone import get_default_timezone, localtime


def to_day(moment: datetime) -> datetime:
    """The day of a moment, as the site's own time zone has it."""
    day = localtime(moment, get_default_timezone())
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
