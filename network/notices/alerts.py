"""Members are told what is new in the searches they keep: through the gate, as it stands when they are told."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from network.access.gate import action
from network.access.viewer import viewer_of
from network.notices.actions import notify
from network.people.models import Member
from search.engines.protocol import EngineUnavailable
from search.saved.actions import note_told
from search.saved.models import SavedSearch
from search.saved.new_results import NewResults, new_results
from search.saved.views import stop_token
from search.site import site_origin

logger = logging.getLogger(__name__)

KIND = "network/notices/alert"
# Members in one go; the others follow with the next.
MAX_MEMBERS = 200


def send_alerts(moment: datetime | None = None) -> int:
    """Tell everybody whose searches are due; returns how many members were told. While search is away, nobody is."""
    moment = moment or timezone.now()
    due = SavedSearch.objects.due(moment)
    owners = list(due.order_by("owner").values_list("owner", flat=True).distinct()[:MAX_MEMBERS])
    told = 0
    try:
        for owner, searches in groupby(due.filter(owner__in=owners), key=lambda search: search.owner_id):
            told += _tell(Member.objects.get(pk=owner), list(searches), moment)
    except EngineUnavailable as error:
        logger.warning("Alerts wait: %s", error)
    return told


@action
def _tell(member: Member, searches: Sequence[SavedSearch], moment: datetime) -> bool:
    """One notice and one mail for all of his searches."""
    viewer = viewer_of(member)
    with override(member.language):  # the rows' addresses too
        news = new_results(searches, viewer, owner_id=member.pk, language=member.language) if member.is_active else []
        note_told(member.pk, [thing for one in news for thing in one.things], searches, moment=moment)
        news = [one for one in news if one.rows]
        if not news:
            return False
        path = reverse("saved_searches").removeprefix(f"/{member.language}")
        details = {
            "count": sum(len(one.rows) + one.more for one in news),
            "text": "\n".join(_lines(news)),
            "stops": "\n".join(f"{one.search.name}: {_stop_address(one.search)}" for one in news),
            "stop_url": _stop_address(news[0].search) if len(news) == 1 else "",
        }
    notify([member], kind=KIND, path=path, details=details)
    return True


def _lines(news: Iterable[NewResults]) -> Iterable[str]:
    for one in news:
        yield f"\n{one.search.name}"
        for row in one.rows:
            yield f"- {row.title}\n  {site_origin()}{row.url}"
        if one.more:
            yield _("- and %(number)s more") % {"number": one.more}


def _stop_address(search: SavedSearch) -> str:
    return f"{site_origin()}{reverse('saved_search_stop')}?t={stop_token(search)}"
