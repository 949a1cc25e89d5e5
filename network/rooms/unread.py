"""How much others have said since a member last read: by topic, with what he said himself left out."""

from collections.abc import Iterable

from network.access.viewer import Viewer
from network.rooms.models import Message, Room, Topic
from network.rooms.models.topics import MAX_UNREAD


def count_unread(rooms: Iterable[Room], viewer: Viewer) -> None:
    """Give each of the rooms its `unread`, counted by topic."""
    found = {room.pk: room for room in rooms}
    for room in found.values():
        room.unread = 0
    for topic in unread_topics(found.values(), viewer):
        found[topic.room_id].unread += topic.unread


def unread_topics(rooms: Iterable[Room], viewer: Viewer) -> list[Topic]:
    """Topics of these rooms, which passed the gate, in which others have spoken since."""
    known = {room.pk: room for room in rooms}
    topics = Topic.objects.filter(room__in=known).only_unread(viewer, known.values()).opened()
    found = list(topics.only("pk", "slug", "room_id"))
    for topic in found:
        topic.room = known[topic.room_id]
    leave_out_sealed(found, viewer)
    return found


def leave_out_sealed(topics: Iterable[Topic], viewer: Viewer) -> None:
    """Take from `unread` what the viewer said himself under a seal, which no query can tell. Topics have their rooms."""
    for topic in topics:
        if topic.room.is_anonymous and topic.unread:
            later = Message.objects.filter(topic=topic, seq__gt=topic.read).opened()
            marks = later.only("room_id", "client_id", "seal", "author_id")[:MAX_UNREAD]
            topic.unread -= sum(message.is_by(viewer.member_id) for message in marks)
