"""Where a text is talked about."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.library.models import Contribution
from network.access.viewer import Viewer
from network.rooms.models import Room, Topic

MAX_TOPICS = 4
MAX_ROOMS = 6


@dataclass(frozen=True, slots=True)
class Conversation:
    """topics: about this text, as components/related.html shows them. begin: rooms in which one can be begun."""

    topics: list[dict[str, Any]]
    begin: list[dict[str, str]]


def conversation_about(page: Contribution, viewer: Viewer) -> Conversation:
    """What the viewer may see of the talk about this text in any of its languages, and where he may begin some."""
    if not viewer.is_authenticated:
        return Conversation([], [])
    versions = type(page).objects.filter(translation_key=page.translation_key).opened()
    subjects = versions.values_list(Concat(Value(f"{page.KIND}:"), "address", output_field=CharField()))
    topics = (
        Topic.visible.to(viewer).filter(subject__in=subjects).select_related("room").order_by("-last_seq")[:MAX_TOPICS]
    )
    rooms = Room.visible.to(viewer).filter(closed_at=None)
    near = (
        rooms.filter(themes__in=[theme.pk for theme in page.themes.all()])
        .distinct()
        .order_by("-last_posted_at")[:MAX_ROOMS]
    )
    return Conversation([_topic(topic) for topic in topics], [_beginning(room, page) for room in near])


def _topic(topic: Topic) -> dict[str, Any]:
    day = date_format(localtime(topic.room.last_posted_at), "SHORT_DATE_FORMAT")
    note = _("%(room)s, %(when)s") % {"room": topic.room.name, "when": day}
    return {"url": topic.get_absolute_url(), "title": topic.title, "language": topic.language, "note": note}


def _beginning(room: Room, page: Contribution) -> dict[str, str]:
    query = urlencode({"subject": f"{page.KIND}:{page.address}", "title": page.title[:160]})
    return {"label": room.name, "url": f"{reverse('topic_new', args=[room.slug])}?{query}"}
