"""Saying something: once, in order, and never lost without a word."""

import contextlib
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from network.access import broadcasts
from network.access.viewer import viewer_of
from network.people.models import Member
from network.rooms.actions import MAX_MESSAGE_LENGTH, MAX_MESSAGES_PER_MINUTE, mark_read, post_message, start_topic
from network.rooms.errors import ClientIdReused, EmptyMessage, RateLimited, RoomClosed, TooLong
from network.rooms.models import Message, Room, Topic
from network.rooms.models.topics import MAX_UNREAD
from network.rooms.unread import count_unread
from search.index.models import Change
from tests.factories import MessageFactory, TopicFactory

pytestmark = pytest.mark.django_db


def say(topic: Topic, author: Member, text: str = "The meter stands on our side", **more: Any) -> Message:
    return post_message(topic, author, **({"client_id": uuid4(), "text": text, "language": "en"} | more))


def test_nobody_is_woken_before_the_commit_nor_by_what_is_taken_back(
    commits: None, topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(broadcasts, "broadcast", woken.extend)
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        say(topic, member)
        assert woken == []
        raise ZeroDivisionError
    assert woken == []
    with transaction.atomic():
        say(topic, member)
        assert woken == []
    assert woken == [f"room.{topic.room_id}"]


def test_messages_count_up_within_their_room(topic: Topic, member: Member, other_member: Member) -> None:
    assert [say(topic, member).seq, say(topic, other_member).seq, say(topic, member).seq] == [1, 2, 3]
    topic.refresh_from_db()
    assert (topic.last_seq, Room.objects.get(pk=topic.room_id).last_seq) == (3, 3)


def test_the_same_message_sent_again_stands_once(topic: Topic, member: Member) -> None:
    key = uuid4()
    assert say(topic, member, client_id=key) == say(topic, member, client_id=key)
    assert Message.objects.count() == 1


def test_another_text_under_the_same_key_is_refused_and_not_swallowed(topic: Topic, member: Member) -> None:
    key = uuid4()
    say(topic, member, "First", client_id=key)
    with pytest.raises(ClientIdReused):
        say(topic, member, "Second", client_id=key)


def test_two_people_may_have_drawn_the_same_key(topic: Topic, member: Member, other_member: Member) -> None:
    key = uuid4()
    assert say(topic, member, "One", client_id=key) != say(topic, other_member, "Two", client_id=key)


def test_a_closed_room_takes_nothing_more_but_answers_what_it_has_taken(topic: Topic, member: Member) -> None:
    said = say(topic, member)
    Room.objects.update(closed_at=timezone.now())
    assert say(topic, member, client_id=said.client_id) == said
    with pytest.raises(RoomClosed):
        say(topic, member, "One more thing")


@pytest.mark.parametrize(("text", "refusal"), [(" \n ", EmptyMessage), ("\x00", EmptyMessage), ("x" * 4_001, TooLong)])
def test_nothing_and_too_much_are_refused(topic: Topic, member: Member, text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        say(topic, member, text)
    assert MAX_MESSAGE_LENGTH == 4_000


def test_who_says_too_much_in_a_minute_is_asked_to_wait(
    topic: Topic, member: Member, other_member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)  # however long the machine takes for it
    for number in range(MAX_MESSAGES_PER_MINUTE):
        say(topic, member, f"Message {number}")
    with pytest.raises(RateLimited):
        say(topic, member, "And another one")
    say(topic, other_member)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=1))
    say(topic, member, "And another one")


def test_what_was_said_is_to_be_found(topic: Topic, member: Member) -> None:
    said = say(topic, member)
    assert Change.objects.filter(kind="discussion", thing=said.id_in_room).exists()


def test_a_text_is_shown_as_it_was_meant_and_does_nothing(topic: Topic, member: Member) -> None:
    said = say(
        topic, member, "**Now** <script>alert(1)</script> https://unece.org/env/water ![x](https://spy.example/p.png)"
    )
    assert "<strong>Now</strong>" in said.html
    assert "<script" not in said.html
    assert "<img" not in said.html
    assert 'href="https://unece.org/env/water"' in said.html


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Су бөлүштүрүү боюнча макулдашууга кол койдук, эми аны аткаруу керек.", "ky"),
        ("Мы подписали соглашение о распределении воды, теперь его надо выполнять.", "ru"),
        ("Ok", "en"),
    ],
)
def test_a_message_knows_its_language(topic: Topic, member: Member, text: str, language: str) -> None:
    assert say(topic, member, text).language == language


def test_a_topic_begins_with_its_first_message_and_once(topic: Topic, member: Member) -> None:
    words = {"title": "Кто чинит водомеры?", "text": "Счётчик стоит у нас", "language": "ru", "client_id": uuid4()}
    begun = start_topic(topic.room, member, **words)
    assert begun.slug == "kto-chinit-vodomery"
    assert start_topic(topic.room, member, **words) == begun
    assert begun.messages.count() == 1


def test_topics_of_the_same_title_have_their_own_addresses(topic: Topic, member: Member) -> None:
    slugs = [
        start_topic(topic.room, member, title="???", text="A", language="en", client_id=uuid4()).slug for _ in range(2)
    ]
    assert slugs == ["topic", "topic-2"]


def test_having_read_never_goes_back_and_never_runs_ahead(topic: Topic, member: Member, other_member: Member) -> None:
    for _number in range(3):
        say(topic, other_member)
    topic.refresh_from_db()

    def news() -> int:
        viewer = viewer_of(member)
        return int(Topic.visible.to(viewer).with_unread_counts(viewer, [topic.room]).get().unread)

    assert news() == 3
    mark_read(topic, member, seq=2)
    mark_read(topic, member, seq=1)
    assert news() == 1
    mark_read(topic, member, seq=99)
    say(topic, other_member)
    assert news() == 1


def test_who_answers_has_not_read_by_that_what_others_said_before(
    topic: Topic, member: Member, other_member: Member
) -> None:
    say(topic, other_member, "Did you get the paper?")
    say(topic, member, "Good morning all")
    say(topic, other_member, "And the map?")
    rooms = [topic.room]
    count_unread(rooms, viewer_of(member))
    assert rooms[0].unread == 2  # without his own


def test_new_messages_are_counted_no_further_than_is_shown(topic: Topic, member: Member) -> None:
    MessageFactory.create_batch(MAX_UNREAD + 5, topic=topic)
    MessageFactory.create_batch(2, topic=TopicFactory(room=topic.room))
    count_unread([topic.room], viewer_of(member))
    assert topic.room.unread == MAX_UNREAD + 2
