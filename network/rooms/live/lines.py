"""A message as it is shown: in a page, and in what goes over the socket. Both ask the byline, and nothing else."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from network.access.byline import byline
from network.access.viewer import ANONYMOUS, Viewer
from network.rooms.models import Message, MessageQuerySet, Moderation, Topic
from network.rooms.unread import unread_topics

MAX_LINES_PER_FRAME = 100


@dataclass(frozen=True, slots=True)
class Line:
    """As components/message.html shows it. topic: its part of the address. author is empty under the Chatham House rule, and
    `by` is 0; html is empty where nothing of it is to be read."""

    seq: int
    topic: str
    language: str
    html: SafeString
    when: datetime
    by: int = 0
    author: str = ""
    institution: str = ""
    is_hidden: bool = False
    moderation: Moderation | None = None  # for its author alone


def lines_of(messages: Iterable[Message], viewer: Viewer) -> list[Line]:
    """Lines of messages that come from `Message.visible.to(viewer).for_lines()`, with their moderation where there is one."""
    return [_line(message, viewer) for message in messages]


def frame_lines(messages: Iterable[Message]) -> Iterator[dict[str, Any]]:
    """The same lines for every socket of the room: made for a reader who is nobody's author."""
    for line in lines_of(messages, ANONYMOUS):
        frame: dict[str, Any] = {
            "seq": line.seq,
            "topic": line.topic,
            "language": line.language,
            "html": str(line.html),
        }
        if line.is_hidden:
            frame["hidden"] = True
        if line.author:
            frame |= {
                "by": line.by,
                "author": line.author,
                "institution": line.institution,
                "at": line.when.isoformat(),
            }
        else:
            frame |= {"day": localtime(line.when).date().isoformat()}
        yield frame


def frame_after(messages: MessageQuerySet, room: int, after: int) -> tuple[str | None, int, bool]:
    """What goes to browsers of that which was said after `after`: (frame, its last seq, whether more follows).

    messages: those of the room, opened. The frame is None when nothing was said.
    """
    rows = list(messages.after(after).for_lines()[: MAX_LINES_PER_FRAME + 1])
    lines, more = list(frame_lines(rows[:MAX_LINES_PER_FRAME])), len(rows) > MAX_LINES_PER_FRAME
    if not lines:
        return None, after, False
    last = lines[-1]["seq"]
    frame = {"is": "lines", "room": room, "from": after, "to": last, "lines": lines, "more": more}
    return json.dumps(frame, ensure_ascii=False), last, more


def changes_after(messages: MessageQuerySet, room: int, since: int, known: int) -> dict[str, Any]:
    """The frame of those that became otherwise after the room's change `since`, up to `known`, as they stand now."""
    rows = list(messages.changed(since, known).for_lines()[:MAX_LINES_PER_FRAME])
    to = rows[-1].change if len(rows) == MAX_LINES_PER_FRAME else known
    return {"is": "changed", "room": room, "to": to, "lines": list(frame_lines(rows))}


def mark_frame(topic_id: int, member_id: int, seq: int) -> dict[str, Any] | None:
    """How far a member has read, for his own tabs: with what is left to read in the topic and the room.

    to: where the room stood when that was counted; what a tab hears later it counts itself. None if the topic is gone.
    """
    topic = Topic.objects.filter(pk=topic_id).select_related("room").opened().first()
    if topic is None:
        return None
    viewer = Viewer(member_id=member_id)
    left = {one.slug: one.unread for one in unread_topics([topic.room], viewer)}
    frame = {"is": "read", "room": topic.room_id, "topic": topic.slug, "seq": seq, "to": topic.room.last_seq}
    return frame | {"topic_news": left.get(topic.slug, 0), "room_news": sum(left.values())}


def _line(message: Message, viewer: Viewer) -> Line:
    signed = byline(message, viewer)
    is_told = signed.is_mine or not message.is_hidden
    person = signed.people[0] if signed.people else None
    return Line(
        seq=message.seq,
        topic=message.topic.slug,
        language=message.language,
        html=mark_safe(message.html if is_told else ""),  # cleaned when it was written, in rendering.py
        when=message.posted_at,
        by=person.id if person else 0,
        author=person.name if person else "",
        institution=person.institution if person else "",
        is_hidden=message.is_hidden,
        moderation=getattr(message, "moderation", None) if signed.is_mine else None,
    )
