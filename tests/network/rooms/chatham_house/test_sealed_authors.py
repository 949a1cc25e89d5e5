"""Under the Chatham House rule the database names nobody, and yet each finds his own."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from network.access.byline import Attribution, byline
from network.access.seals import SPENT, SealKey
from network.access.viewer import viewer_of
from network.people.models import Member
from network.rooms import upkeep
from network.rooms.actions import mark_read, post_message, start_topic
from network.rooms.chatham_house import constraints
from network.rooms.entrance.conditions import accept_rule
from network.rooms.models import Message, ReadMark, Topic
from network.rooms.unread import count_unread
from network.row_rules import forget_rules, hold_rules
from network.time_zones import to_day
from portal.settings import environment
from tests.factories import MemberFactory, MessageFactory, RoomFactory, TopicFactory

pytestmark = pytest.mark.django_db
KEYS = [SealKey("new", b"n" * 32), SealKey("old", b"o" * 32)]


@pytest.fixture
def unnamed(db: None) -> Topic:
    room = RoomFactory(slug="openness", names={"ru": "Открытость"}, attribution=Attribution.CHATHAM_HOUSE)
    topic: Topic = TopicFactory(room=room, slug="what-stays-closed")
    return topic


def say(topic: Topic, author: Member, text: str = "We counted differently", **more: Any) -> Message:
    more = {"client_id": uuid4(), "language": "en"} | more
    return post_message(topic, author, text=text, **more)


def is_mine(said: Message, member: Member) -> bool:
    return byline(Message.visible.to(viewer_of(member)).for_lines().get(pk=said.pk), viewer_of(member)).is_mine


def test_nobody_is_named_and_the_author_finds_his_own(unnamed: Topic, member: Member, other_member: Member) -> None:
    said = say(unnamed, member)
    assert (said.author, byline(said, viewer_of(other_member)).people) == (None, ())
    assert (is_mine(said, member), is_mine(said, other_member)) == (True, False)


def test_two_messages_of_one_author_have_nothing_in_common(unnamed: Topic, member: Member) -> None:
    client_id = uuid4()
    first, second = say(unnamed, member, client_id=client_id), say(unnamed, member)
    assert first.seal != second.seal
    assert client_id not in (first.client_id, second.client_id)
    room = TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE))
    assert say(room, member, client_id=client_id).client_id != first.client_id


def test_what_is_sent_again_is_there_once_and_another_member_cannot_ask_for_it(
    unnamed: Topic, member: Member, other_member: Member
) -> None:
    client_id = uuid4()
    said = say(unnamed, member, client_id=client_id)
    assert say(unnamed, member, client_id=client_id) == said
    assert say(unnamed, other_member, client_id=client_id) != said
    words = {"title": "Closed?", "text": "Why", "language": "en", "client_id": uuid4()}
    assert start_topic(unnamed.room, member, **words) == start_topic(unnamed.room, member, **words)


def test_an_older_key_still_opens_and_a_lost_one_costs_mine_and_asks_for_the_rule_again(
    unnamed: Topic, member: Member, settings: Any, client: Client
) -> None:
    settings.SEAL_KEYS, client_id = KEYS[1:], uuid4()
    accept_rule(member)
    said = say(unnamed, member, client_id=client_id)
    mark_read(unnamed, member, seq=said.seq)
    settings.SEAL_KEYS = KEYS
    assert is_mine(said, member)
    assert say(unnamed, member, client_id=client_id) == said
    mark_read(unnamed, member, seq=said.seq)
    assert ReadMark.objects.count() == 1
    settings.SEAL_KEYS = KEYS[:1]
    assert not is_mine(said, member)
    client.force_login(member)
    assert client.get(unnamed.get_absolute_url()).status_code == 302
    accept_rule(member)
    assert "We counted differently" in client.get(unnamed.get_absolute_url()).content.decode()


def test_own_words_are_no_news_though_no_query_can_tell_them(
    unnamed: Topic, member: Member, other_member: Member
) -> None:
    for author in (other_member, member, other_member):
        say(unnamed, author)
    rooms = [unnamed.room]
    count_unread(rooms, viewer_of(member))
    assert rooms[0].unread == 2
    mark_read(Topic.objects.get(), member, seq=2)
    count_unread(rooms, viewer_of(member))
    assert rooms[0].unread == 1


def test_who_has_read_is_sealed_too(unnamed: Topic, topic: Topic, member: Member) -> None:
    say(unnamed, member)
    assert not ReadMark.objects.exists()  # or it would stand at what he said, in the transaction of that
    for read in (unnamed, topic):
        mark_read(Topic.objects.get(pk=read.pk), member, seq=1)
    assert dict(ReadMark.objects.values_list("topic", "member")) == {unnamed.pk: None, topic.pk: member.pk}


def test_the_marks_of_one_reader_in_two_rooms_have_nothing_in_common(unnamed: Topic, member: Member) -> None:
    other = TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE))
    for topic in (unnamed, other):
        say(topic, member)
        mark_read(Topic.objects.get(pk=topic.pk), member, seq=1)
    one, another = ReadMark.objects.values_list("reader", flat=True)
    assert one != another


WAYS: dict[str, Callable[[Message, Member], Any]] = {
    "an author": lambda said, member: Message.objects.filter(pk=said.pk).update(author=member, seal=""),
    "an author beside the seal": lambda said, member: Message.objects.filter(pk=said.pk).update(author=member),
    "neither": lambda said, _member: Message.objects.filter(pk=said.pk).update(seal=""),
    "a reader": lambda said, member: ReadMark.objects.create(topic=said.topic, member=member, seq=1),
    "a named message without its author": lambda _said, _member: Message.objects.create(
        topic=(topic := TopicFactory()), room=topic.room, seq=1, client_id=uuid4(), seal="x", posted_at=timezone.now()
    ),
}


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_the_database_refuses(unnamed: Topic, member: Member, write: Callable[[Message, Member], Any]) -> None:
    said = say(unnamed, member)
    with pytest.raises(DatabaseError), transaction.atomic():
        write(said, member)


def test_numbers_of_rows_do_not_count(unnamed: Topic, topic: Topic, member: Member) -> None:
    said = [say(one, member) for one in (topic, unnamed) * 8]
    assert sorted(message.pk for message in said) != [message.pk for message in said]
    assert abs(unnamed.pk - topic.pk) > 1_000_000


def test_what_stood_before_is_sealed(unnamed: Topic, topic: Topic, member: Member, other_member: Member) -> None:
    named = MessageFactory(topic=topic, author=member)
    forget_rules(constraints.RULES)
    chosen = uuid4()
    fields = {"topic": unnamed, "room": unnamed.room, "text": "x", "posted_at": to_day(timezone.now())}
    Message.objects.create(id=41, author=member, seq=1, client_id=chosen, **fields)
    ReadMark.objects.create(id=42, topic=unnamed, member=other_member, seq=1)
    import_module("network.rooms.migrations.0005_seal_what_stands").seal_what_stands(apps, None)
    hold_rules(constraints.RULES)
    said, mark = Message.objects.get(author=None), ReadMark.objects.get()
    assert said.topic.slug == mark.topic.slug == unnamed.slug
    assert not {said.pk, mark.pk, said.topic_id} & {41, 42, unnamed.pk}
    assert is_mine(said, member)
    assert say(said.topic, member, "x", client_id=chosen) == said
    assert ReadMark.objects.of(other_member.pk, [unnamed.room]).get() == mark
    assert Message.objects.get(pk=named.pk).author == member


def test_after_thirty_days_nobody_can_tell_any_more(
    unnamed: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id = uuid4()
    said = say(unnamed, member, client_id=client_id)
    assert upkeep.end_seals() == 0
    later = timezone.now() + timedelta(days=upkeep.SEAL_DAYS + 1)
    monkeypatch.setattr(upkeep, "now", lambda: later)
    assert upkeep.end_seals() == 1
    assert not is_mine(said, member)
    ended = Message.objects.get()
    assert (ended.seal, ended.client_id == said.client_id, ended.text) == (SPENT, False, said.text)
    assert upkeep.end_seals() == 0


def test_named_messages_know_their_authors_for_ever(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = say(topic, member)
    monkeypatch.setattr(upkeep, "now", lambda: timezone.now() + timedelta(days=400))
    assert upkeep.end_seals() == 0
    assert is_mine(said, member)


def test_a_key_is_printed_as_the_environment_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seal_key")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KEYS", capsys.readouterr().out.strip() + " older:" + "o" * 32)
        keys = environment.seal_keys("KEYS", secret="s")
    assert [key.id for key in keys] == [timezone.localdate().isoformat(), "older", "sessions"]
    assert len(keys[0].secret) >= 32


def test_members_of_a_room_meet_no_name(unnamed: Topic, client: Client) -> None:
    author, reader = MemberFactory(name="Zuhra Author"), MemberFactory()
    say(unnamed, author)
    client.force_login(reader)
    for address in (unnamed.get_absolute_url(), f"{unnamed.get_absolute_url()}lines/", "/en/rooms/openness/"):
        assert "Zuhra" not in client.get(address).content.decode()


@pytest.mark.django_db(transaction=True)
def test_after_a_night_the_order_of_rows_tells_no_hour(
    unnamed: Topic, topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (topic, unnamed) * 4:
        say(one, member)
    assert not upkeep.forget_order()  # today goes on
    monkeypatch.setattr(upkeep, "now", lambda: timezone.now() + timedelta(days=1))
    assert [upkeep.forget_order(), upkeep.forget_order()] == [True, False]
    if connection.vendor == "postgresql":
        sealed, named = (_places(unnamed), _places(topic))
        assert len({xmin for xmin, _place in sealed}) == 1
        assert min(sealed)[1] > max(place for _xmin, place in named)


def _places(topic: Topic) -> list[tuple[int, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text::bigint, ctid FROM rooms_message WHERE topic_id = %s", [topic.pk])
        return [(xmin, tuple(map(int, ctid.strip("()").split(",")))) for xmin, ctid in cursor.fetchall()]
