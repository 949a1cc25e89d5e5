"""Topics in which somebody asked, and nobody said a word since."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from network.access.viewer import Viewer
from network.rooms.models import Message

WAITED = timedelta(hours=72)
# What nobody answered for longer than that is no longer waited for.
FORGOTTEN = timedelta(days=60)
MAX_TOPICS = 5


def unanswered_topics(viewer: Viewer) -> list[Message]:
    """The first message of each, the longest waiting first, of rooms that this viewer reads and may speak in."""
    others = Message.objects.filter(topic=OuterRef("topic")).exclude(pk=OuterRef("pk"))
    asked = Message.visible.to(viewer).readable().filter(room__closed_at=None, topic__is_settled=False)
    waiting = asked.filter(posted_at__gt=now() - FORGOTTEN, posted_at__lt=now() - WAITED).filter(~Exists(others))
    found = list(waiting.select_related("topic", "room").order_by("posted_at", "room", "seq")[:MAX_TOPICS])
    for message in found:
        message.topic.room = message.room
    return found
