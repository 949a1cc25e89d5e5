"""Under the Chatham House rule the day is all that anything knows: the database, search, frames, and what is sent."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from network.access.byline import Attribution
from network.access.viewer import viewer_of
from network.people.models import Member
from network.rooms.actions import post_message, start_topic
from network.rooms.chatham_house import constraints
from network.rooms.chatham_house.constraints import RULES
from network.rooms.message_ids import id_in_room, place_of
from network.rooms.models import Message, Room, Topic
from network.rooms.search.searchable import Discussions
from network.row_rules import forget_rules, hold_rules
from network.time_zones import to_day
from search.index.models import Change
from search.saved.models import Told
from tests.factories import MessageFactory, RoomFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unnamed(db: None) -> Topic:
    """A topic under the rule, in a room that speaks Russian."""
    room = RoomFactory(slug="openness", names={"ru": "Открытость"}, attribution=Attribution.CHATHAM_HOUSE)
    topic: Topic = TopicFactory(room=room, slug="what-stays-closed")
    return topic


def say(topic: Topic, author: Member, text: str, language: str = "tk") -> Message:
    return post_message(topic, author, client_id=uuid4(), text=text, language=language)


def test_the_day_of_a_moment_is_that_of_the_site_wherever_one_reads() -> None:
    late = datetime(2026, 11, 29, 20, 30, tzinfo=UTC)  # half past one of the thirtieth, in Almaty
    for zone in ("Asia/Almaty", "Asia/Dushanbe", "Europe/Zurich", "America/New_York", "Asia/Tokyo"):
        assert to_day(late).astimezone(ZoneInfo(zone)).date().isoformat() == "2026-11-30"


def test_what_is_said_keeps_its_day_alone(unnamed: Topic, topic: Topic, member: Member) -> None:
    say(unnamed, member, "We counted differently")
    for moment in (Message.objects.get().posted_at, Room.objects.get(pk=unnamed.room_id).last_posted_at):
        assert moment == to_day(timezone.now())
    named = say(topic, member, "We counted differently")
    assert abs((timezone.now() - named.posted_at).total_seconds()) < 3_600


AN_HOUR = datetime(2026, 11, 29, 8, 15, tzinfo=UTC)
WAYS: dict[str, Callable[[Message], Any]] = {
    "a new message": lambda said: MessageFactory(topic=said.topic, posted_at=AN_HOUR),
    "a message": lambda said: Message.objects.filter(pk=said.pk).update(posted_at=AN_HOUR),
    "noon and a moment": lambda said: Message.objects.update(posted_at=said.posted_at + timedelta(microseconds=1)),
    "the room": lambda said: Room.objects.update(last_posted_at=AN_HOUR),
}


@pytest.mark.parametrize("write", WAYS.values(), ids=WAYS)
def test_the_database_refuses_an_hour(unnamed: Topic, write: Callable[[Message], Any]) -> None:
    said = MessageFactory(topic=unnamed)
    with pytest.raises(DatabaseError, match=constraints.DAY_RULE), transaction.atomic():
        write(said)


def test_what_stood_before_loses_its_hour_and_its_writers_language(unnamed: Topic, topic: Topic) -> None:
    before = [MessageFactory(topic=unnamed), MessageFactory(topic=topic)]
    forget_rules(constraints.RULES)
    long = "Мы подписали соглашение о распределении воды, теперь его надо выполнять."
    moment = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    for text in ("Ok", long):
        MessageFactory(topic=unnamed, text=text, language="tk", posted_at=moment)
    migration = import_module("network.rooms.migrations.0003_day_alone_under_the_rule")
    migration.keep_the_day_alone(apps, None)
    hold_rules(RULES)
    assert [
        (message.language, message.posted_at) for message in unnamed.messages.filter(posted_at__year=2026, seq__gt=1)
    ] == [
        ("ru", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("tk", datetime(2026, 3, 2, 12, tzinfo=UTC)),
    ]
    assert Message.objects.get(pk=before[1].pk).posted_at == before[1].posted_at


def test_who_was_told_of_a_message_is_not_told_again_under_its_new_id(topic: Topic, member: Member) -> None:
    said = MessageFactory(topic=topic)
    Told.objects.create(owner=member, kind="discussion", thing=said.pk)
    import_module("network.rooms.migrations.0003_day_alone_under_the_rule").count_within_rooms(apps, None)
    assert Told.objects.get().thing == said.id_in_room
    assert set(Change.objects.values_list("thing", flat=True)) == {said.pk, said.id_in_room}


def test_search_is_told_a_day_and_an_id_that_counts_within_the_room(unnamed: Topic, member: Member) -> None:
    said = MessageFactory(topic=unnamed)
    MessageFactory(topic=TopicFactory())
    discussions = Discussions()
    assert discussions.ids(after=0, limit=10)[:1] == [id_in_room(unnamed.room_id, 1)]
    assert place_of(id_in_room(unnamed.room_id, 1)) == (unnamed.room_id, 1)
    (document,) = discussions.documents([said.id_in_room])
    (row,) = discussions.rows([said.id_in_room], viewer_of(member)).values()
    for known in (document, row):
        assert (known.id, known.published) == (said.id_in_room, to_day(timezone.now()))


def test_the_index_is_walked_through_all_rooms_in_parts() -> None:
    for _number in range(3):
        MessageFactory.create_batch(2, topic=TopicFactory())
    walked: list[int] = []
    while part := Discussions().ids(after=walked[-1] if walked else 0, limit=4):
        walked += part
    assert walked == sorted(message.id_in_room for message in Message.objects.all())


@pytest.mark.parametrize("interface", ["tk", "ru", "en"])
def test_a_short_message_has_the_language_of_the_room_whatever_its_writer_reads_in(
    unnamed: Topic, member: Member, interface: str
) -> None:
    assert say(unnamed, member, "Ok", interface).language == "ru"
    words = {"title": "Ok?", "text": "Ok", "language": interface, "client_id": uuid4()}
    assert start_topic(unnamed.room, member, **words).language == "ru"
    long = "Biz suw paýlaşmak barada ylalaşyga gol çekdik, indi ony ýerine ýetirmeli."
    assert say(unnamed, member, long, interface).language == "tk"


def test_pages_and_frames_carry_no_number_that_counts_over_all_rooms(
    client: Client, unnamed: Topic, member: Member
) -> None:
    Topic.objects.filter(pk=unnamed.pk).update(id=987_654)
    unnamed = Topic.objects.get()
    said = MessageFactory(pk=876_543, topic=unnamed)
    client.force_login(member)
    page = f"/en/rooms/openness/{unnamed.slug}/"
    for address in (page, "/en/rooms/openness/", f"{page}lines/"):
        text = client.get(address).content.decode()
        for number in (said.pk, unnamed.pk):
            assert str(number) not in text


def test_the_day_stands_where_others_have_the_hour(
    client: Client, unnamed: Topic, member: Member, settings: Any
) -> None:
    MessageFactory(topic=unnamed, text="We counted differently")
    client.force_login(member)
    today = to_day(timezone.now()).date().isoformat()
    page = client.get(f"/en/rooms/openness/{unnamed.slug}/").content.decode()
    assert f'<time datetime="{today}">' in page
    assert "T12:00" not in page
