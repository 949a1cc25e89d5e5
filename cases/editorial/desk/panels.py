"""The panels of the first page, each of what one editor may see."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import get_default_timezone, localdate, now
from wagtail.admin.ui.components import Component

from cases.editorial.desk.ahead import count_returned, opening_next
from cases.editorial.desk.waiting import MAX_WAITING, count_in_review, texts_in_review
from cases.reads.read_texts import most_read
from network.access.viewer import MEMBERS, PUBLIC, Viewer
from network.people.directory import newest_people
from network.rooms.models import Message
from search.insight.models import Unanswered
from search.process_cache import cached

MAX_SEARCHES = MAX_TOPICS = MAX_TEXTS = 5
READ_DAYS = 30
# Whatever else one of them may read.
EDITORS_AT_LEAST = Viewer(keys=frozenset({PUBLIC, MEMBERS}))
UNANSWERED_FOR = timedelta(hours=72)
# What nobody answered for longer is no longer waited for.
FORGOTTEN_AFTER = timedelta(days=60)


class DeskPanel(Component):
    """is_aside: beside what waits, on a wide screen."""

    is_aside = False

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """With the token of the page: Wagtail gives a panel none, and a form in it would be refused."""
        request = parent_context["request"]
        return {"request": request, "csrf_token": parent_context["csrf_token"], **self.shown(request)}

    def shown(self, request: Any) -> dict[str, Any]:
        """What its template asks for, beside what every page has."""
        return {}


class WaitingPanel(DeskPanel):
    name, order = "waiting", 10
    template_name = "cases/editorial/desk/waiting.html"

    def shown(self, request: Any) -> dict[str, Any]:
        waiting = texts_in_review(request.user)
        left = count_in_review() - len(waiting) if len(waiting) == MAX_WAITING else 0
        return {"waiting": waiting, "left": left}


class UnansweredPanel(DeskPanel):
    """Questions that nobody has answered for three days."""

    name, order = "unanswered", 20
    template_name = "cases/editorial/desk/unanswered.html"

    def shown(self, request: Any) -> dict[str, Any]:
        until = now() - UNANSWERED_FOR
        asked = Message.visible.to(request.viewer).unanswered(since=until - FORGOTTEN_AFTER, until=until)
        return {"topics": asked.select_related("topic__room", "room")[:MAX_TOPICS]}


class AheadPanel(DeskPanel):
    name, order = "ahead", 30
    template_name = "cases/editorial/desk/ahead.html"

    def shown(self, request: Any) -> dict[str, Any]:
        return {"returned": count_returned(), "opening": opening_next()}


class ReadPanel(DeskPanel):
    """What was read most in the last thirty days."""

    name, order, is_aside = "read", 40, True
    template_name = "cases/editorial/desk/read.html"

    def shown(self, request: Any) -> dict[str, Any]:
        return {"texts": cached("most-read", _most_read)}


def _most_read() -> list[Any]:
    """Counted once a minute, for all editors alike."""
    since = localdate(timezone=get_default_timezone()) - timedelta(days=READ_DAYS - 1)
    return most_read(EDITORS_AT_LEAST, since, limit=MAX_TEXTS)


class SearchesPanel(DeskPanel):
    name, order, is_aside = "searches", 45, True
    template_name = "cases/editorial/desk/searches.html"

    def shown(self, request: Any) -> dict[str, Any]:
        return {"searches": Unanswered.objects.reportable()[:MAX_SEARCHES]}


class PeoplePanel(DeskPanel):
    name, order, is_aside = "people", 50, True
    template_name = "cases/editorial/desk/people.html"

    def shown(self, request: Any) -> dict[str, Any]:
        return {"people": newest_people(request.viewer)}


PANELS = (WaitingPanel, UnansweredPanel, AheadPanel, ReadPanel, SearchesPanel, PeoplePanel)


def show_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    """The house's own panels in the place of Wagtail's, whose news is not ours and whose lists decide nothing."""
    user: Any = request.user
    kept = [one for one in panels if not type(one).__module__.startswith("wagtail.")]
    panels[:] = [*(panel() for panel in PANELS), *kept] if user.is_editor else kept
