"""What somebody said in rooms, and how far he has read there: under the Chatham House rule, too."""

from collections.abc import Iterator
from typing import Any

from network.access.byline import Attribution
from network.access.seals import SPENT
from network.access.viewer import Viewer
from network.people.models import Member
from network.people.own_data.sources import OwnRows, OwnThing
from network.rooms.entrance.conditions import RULE_VERSION, has_accepted
from network.rooms.models import Message, ReadMark, Room, RoomMembership


def room_things(viewer: Viewer) -> Iterator[OwnThing]:
    memberships = RoomMembership.objects.filter(member=viewer.member_id).select_related("room")
    yield OwnRows("rooms", ({"room": one.room.slug, "since": one.joined_at.date()} for one in memberships))
    yield OwnRows("rules-accepted", _rules(viewer))
    yield OwnRows("messages", _messages(viewer))
    yield OwnRows("read-marks", _marks(viewer))


def _rules(viewer: Viewer) -> Iterator[dict[str, Any]]:
    assert viewer.member_id
    if has_accepted(Member.objects.get(pk=viewer.member_id)):
        yield {"rule": Attribution.CHATHAM_HOUSE.value, "version": RULE_VERSION}


def _messages(viewer: Viewer) -> Iterator[dict[str, Any]]:
    rows = Message.objects.select_related("room", "topic", "moderation").opened()
    for message in rows.filter(author=viewer.member_id).order_by("room", "seq").iterator():
        yield _row(message) | {"posted": message.posted_at}
    for message in rows.filter(author=None).exclude(seal=SPENT).order_by("room", "seq").iterator():
        if message.is_by(viewer.member_id):
            yield _row(message) | {"posted": message.posted_at.date()}


def _row(message: Message) -> dict[str, Any]:
    moderation = getattr(message, "moderation", None)
    told = {"reason": str(moderation.get_reason_display()), "word": moderation.word} if moderation else None
    return {
        "room": message.room.slug,
        "topic": message.topic.slug,
        "number": message.seq,
        "language": message.language,
        "text": message.text,
        "names": message.attribution,
        "hidden": message.is_hidden,
        "moderation": told,
    }


def _marks(viewer: Viewer) -> Iterator[dict[str, Any]]:
    marks = ReadMark.objects.of(viewer.member_id, Room.objects.all().opened()).select_related("topic__room")
    for mark in marks.iterator():
        yield {"room": mark.topic.room.slug, "topic": mark.topic.slug, "read_to": mark.seq}
