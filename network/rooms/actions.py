"""All that changes rooms: what is said, where, and how far somebody has read."""

from uuid import UUID

from django.core.cache import cache
from django.utils import timezone
from django.utils.formats import date_format

from network.access.broadcasts import LAYER_ERRORS, tell_after_commit, viewer_group
from network.access.gate import action
from network.access.seals import seal
from network.markup.messages import render_message
from network.people.models import Member
from network.rooms.changes import tell_room
from network.rooms.entrance.conditions import refuse_unless_may_speak
from network.rooms.errors import ClientIdReused, EmptyMessage, Muted, RateLimited, RoomClosed, TooLong
from network.rooms.message_ids import id_in_room
from network.rooms.models import Message, Moderation, ReadMark, Room, Topic
from network.slugs import unique_slug
from search.analysis import detect_languages
from search.index.outbox import mark_changed
from search.input.xml_text import to_xml_text

MAX_MESSAGE_LENGTH = 4_000  # characters
MAX_MESSAGES_PER_MINUTE = 30
RESERVED = ("new-topic",)  # in addresses of a room
# Shorter texts look like several languages, and then the writer's own is the better guess.
MIN_DETECTED_LENGTH = 40


@action
def post_message(topic: Topic, author: Member, *, client_id: UUID, text: str, language: str) -> Message:
    """Say `text` in `topic`. Called again with the same `client_id` it returns the message already there.

    language: of the writer's interface, for what is too short to be told by itself; under the Chatham House rule that would
    tell one participant from another, and the room's own stands in its place. The caller has found the topic
    through the gate. Raises RoomClosed, RuleNotAccepted, NotOpenYet, Muted, EmptyMessage, TooLong, RateLimited, or
    ClientIdReused when `client_id` stands for another text.
    """
    text = _words_of(text)
    # The lock comes first: it hands out `seq` in the order of commits, so that nobody catching up skips one.
    room = Room.objects.select_for_update().get(pk=topic.room_id)
    if earlier := Message.objects.sent_as(room, author.pk, client_id).first():
        return _same_or_refuse(earlier, text)
    _refuse_unless_may_speak(room, author)
    _refuse_haste(author)
    _count_in(room)
    message = Message.objects.create(
        room=room,
        topic=topic,
        seq=room.last_seq,
        language=_language_of(text, room.language if room.is_anonymous else language),
        text=text,
        html=render_message(text),
        posted_at=room.last_posted_at,
        **room.signature(author.pk, client_id),
    )
    _announce(message)
    return message


def _refuse_unless_may_speak(room: Room, member: Member) -> None:
    if room.closed_at:
        raise RoomClosed
    refuse_unless_may_speak(room, member)
    if until := Moderation.objects.muting(member.pk, room):
        raise Muted(day=date_format(until))


def _count_in(room: Room) -> None:
    """One message more, said now: under the Chatham House rule the day is all that is kept of it."""
    room.last_seq += 1
    room.last_posted_at = room.moment_of(timezone.now())
    room.save(update_fields=["last_seq", "last_posted_at"])


def _announce(message: Message) -> None:
    """In the topic, to search, and after the commit to who follows the room."""
    room, seq = message.room_id, message.seq
    Topic.objects.filter(pk=message.topic_id).update(last_seq=seq)
    mark_changed("discussion", id_in_room(room, seq))
    tell_room(message.room)


@action
def start_topic(
    room: Room, author: Member, *, title: str, text: str, language: str, client_id: UUID, subject: str = ""
) -> Topic:
    """Begin a topic with its first message; with a `client_id` that stands already, the topic of that message."""
    Room.objects.select_for_update().get(pk=room.pk)
    if earlier := Message.objects.sent_as(room, author.pk, client_id).select_related("topic").first():
        begun: Topic = earlier.topic
        return begun
    taken = {*Topic.objects.filter(room=room).values_list("slug", flat=True), *RESERVED}
    topic = Topic.objects.create(
        room=room,
        slug=unique_slug(title, taken=taken.__contains__, fallback="topic"),
        title=title,
        language=_language_of(title, room.language if room.is_anonymous else language),
        subject=subject,
    )
    post_message(topic, author, client_id=client_id, text=text, language=language)
    return topic


@action
def settle_topic(topic: Topic, member: Member, *, settled: bool) -> None:
    """Say that the question of a topic is answered, or open again: whoever could say a word there may. Raises RoomClosed,
    RuleNotAccepted, NotOpenYet, Muted.
    """
    _refuse_unless_may_speak(Room.objects.get(pk=topic.room_id), member)
    Topic.objects.filter(pk=topic.pk).update(is_settled=settled)


@action
def mark_read(topic: Topic, reader: Member, *, seq: int, tab: str = "") -> None:
    """The reader has seen the topic up to here. It never goes back, whichever tab says it; his other tabs are told.

    tab: the name of the socket that says it.
    """
    seq = min(seq, topic.last_seq)
    if _mark(topic, reader, seq):
        told = {"type": "viewer.read", "member": reader.pk, "topic": topic.pk, "seq": seq, "tab": tab}
        tell_after_commit({viewer_group(reader.pk): told})


def _mark(topic: Topic, reader: Member, seq: int) -> bool:
    """Whether that was news."""
    mark = ReadMark.objects.of(reader.pk, [topic.room]).filter(topic=topic).first()
    if mark is None:
        mark, made = ReadMark.objects.get_or_create(topic=topic, **topic.room.reader(reader.pk), defaults={"seq": seq})
        if made:
            return True
    return bool(ReadMark.objects.filter(pk=mark.pk, seq__lt=seq).update(seq=seq))


def _words_of(text: str) -> str:
    text = to_xml_text(text).replace("\r\n", "\n").strip()
    if not text:
        raise EmptyMessage
    if len(text) > MAX_MESSAGE_LENGTH:
        raise TooLong(limit=MAX_MESSAGE_LENGTH)
    return text


def _same_or_refuse(earlier: Message, text: str) -> Message:
    if earlier.text != text:
        raise ClientIdReused
    return earlier


def _refuse_haste(author: Member) -> None:
    # Who speaks just now is in no cache: a copy of it would name the author of what was said under the rule.
    key = f"rooms:said:{seal('said', author.pk, f'{timezone.now():%j%H%M}')}"
    try:
        cache.add(key, 0, timeout=120)
        said = cache.incr(key)
    except (ValueError, *LAYER_ERRORS):
        return  # the cache is away or was emptied: people go on talking
    if said > MAX_MESSAGES_PER_MINUTE:
        raise RateLimited


def _language_of(text: str, interface: str) -> str:
    return detect_languages(text, interface)[0] if len(text) >= MIN_DETECTED_LENGTH else interface
