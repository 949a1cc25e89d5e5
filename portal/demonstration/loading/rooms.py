"""The rooms and what was said in them, each message once and in order, as if it had been posted."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from network.access.viewer import edition_key
from network.markup.messages import render_message
from network.people.models import Member
from network.rooms.entrance.conditions import accept_rule
from network.rooms.models import Message, ReadMark, Room, RoomMembership, Topic
from network.slugs import unique_slug
from network.trainings.models import Edition
from portal.demonstration.content import rooms
from portal.demonstration.loading.people import People
from portal.demonstration.loading.trainings import in_languages
from portal.demonstration.loading.vocabulary import Concepts
from search.index.outbox import mark_changed


def load_rooms(concepts: Concepts, people: People, progress: Callable[[], Any]) -> tuple[int, int]:
    """(rooms, messages) loaded; `progress` is called after each room."""
    counts = []
    for entry in rooms():
        counts.append(_room(entry, concepts, people))
        progress()
    return len(counts), sum(counts)


def _room(entry: dict[str, Any], concepts: Concepts, people: People) -> int:
    room = Room.objects.create(
        slug=entry["slug"],
        names=in_languages(entry, "name"),
        purposes=in_languages(entry, "purpose"),
        attribution=entry["attribution"],
    )
    room.themes.set(concepts["themes", slug] for slug in entry.get("themes", []))
    said = _said(entry, room)
    speakers = {people[line["author"]] for _topic, line in said}
    room.audience = _audience(entry["audience"], room)
    if entry["audience"] == "room":
        members = speakers | {people[slug] for slug in entry.get("members", [])}
        RoomMembership.objects.bulk_create(RoomMembership(room=room, member=member) for member in members)
    if room.is_anonymous:
        for member in speakers:
            accept_rule(member)
    messages = Message.objects.bulk_create(
        _message(room, topic, line, people, seq) for seq, (topic, line) in enumerate(said, start=1)
    )
    room.last_seq, room.last_posted_at = len(messages), messages[-1].posted_at
    room.save(update_fields=["audience", "last_seq", "last_posted_at"])
    _mark_read(messages, speakers)
    return len(messages)


def _mark_read(messages: Sequence[Message], speakers: Collection[Member]) -> None:
    """Who speaks in a room has read its topics to their ends."""
    for message in messages:
        message.topic.last_seq = message.seq
        mark_changed("discussion", message.id_in_room)
    Topic.objects.bulk_update({message.topic for message in messages}, ["last_seq"])
    topics = {message.topic_id: message.topic for message in messages}.values()
    ReadMark.objects.bulk_create(
        ReadMark(topic=topic, seq=topic.last_seq, **topic.room.reader(member.pk))
        for topic in topics
        for member in speakers
    )


def _said(entry: dict[str, Any], room: Room) -> list[tuple[Topic, dict[str, Any]]]:
    """All messages of all topics, in the order of time."""
    said: list[tuple[Topic, dict[str, Any]]] = []
    slugs: set[str] = set()
    for part in entry["topics"]:
        slug = unique_slug(part["title"], taken=slugs.__contains__, fallback="topic")
        slugs.add(slug)
        topic = Topic.objects.create(
            room=room,
            slug=slug,
            title=part["title"],
            language=part["language"],
            subject=f"case:{part['case']}" if part.get("case") else "",
            is_settled=part.get("settled", False),
        )
        said += [(topic, line) for line in part["messages"]]
    return sorted(said, key=_moment)


def _moment(said: tuple[Topic, dict[str, Any]]) -> dt.datetime:
    moment: dt.datetime = said[1]["at"]
    return moment


def _audience(kind: str, room: Room) -> str:
    if kind == "edition":
        return edition_key(Edition.objects.get(slug="almaty-2015").pk)
    return f"room:{room.pk}" if kind == "room" else kind


def _message(room: Room, topic: Topic, line: dict[str, Any], people: People, seq: int) -> Message:
    return Message(
        room=room,
        topic=topic,
        seq=seq,
        language=line["language"],
        text=line["text"].strip(),
        html=render_message(line["text"].strip()),
        posted_at=room.moment_of(line["at"]),
        **room.signature(people[line["author"]].pk, uuid5(NAMESPACE_URL, f"demonstration/{room.slug}/{seq}")),
    )
