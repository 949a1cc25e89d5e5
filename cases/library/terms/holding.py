"""Whether a text still holds: when somebody last said so, and what readers are told of one of which nobody did."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from network.access.viewer import Viewer

UNCONFIRMED_AFTER = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Holding:
    """said_on: when it was confirmed, if that was after the version that readers have. written: the day of that version."""

    written: date
    said_on: date | None

    @property
    def is_unconfirmed(self) -> bool:
        return localdate() - (self.said_on or self.written) >= UNCONFIRMED_AFTER

    @property
    def words(self) -> str:
        """For readers; nothing of what is new."""
        day = date_format(self.said_on, "DATE_FORMAT") if self.said_on else ""
        if self.is_unconfirmed and day:
            return _("It still held on %(day)s; nobody has confirmed since that it does.") % {"day": day}
        if self.is_unconfirmed:
            told = _("Written in %(year)s; nobody has confirmed since that it still holds.")
            return told % {"year": self.written.year}
        return _("Still holds on %(day)s.") % {"day": day} if day else ""


def holding_of(published: datetime | None, last_published: datetime | None, said_on: date | None) -> Holding | None:
    """None of what no reader has yet. Whoever publishes a new version says that it holds as it is now."""
    moments = [moment for moment in (published, last_published) if moment]
    if not moments:
        return None
    written = localdate(max(moments), get_default_timezone())
    return Holding(written, said_on if said_on and said_on >= written else None)


def may_confirm(page: Any, viewer: Viewer) -> bool:
    """Its author; and an editor where no author can be asked: under the Chatham House rule, or when he has left. Of a
    translation the author of its original: whoever translated it is no author."""
    if not page.live:
        return False
    signed = list((page.original or page).authorships.all())
    if any(one.is_by(viewer.member_id) for one in signed):
        return True
    return viewer.is_editor and not any(one.member and one.member.is_active for one in signed)
