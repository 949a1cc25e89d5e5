"""A room under the Chatham House rule opens at five people: among fewer, what one says is easily told."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from network.access.byline import Attribution
from network.access.viewer import MEMBERS, count_holders, edition_key
from network.people.models import Member
from network.rooms.actions import post_message, settle_topic, start_topic
from network.rooms.entrance.conditions import OPENS_AT, why_not_open
from network.rooms.errors import NotOpenYet
from network.rooms.models import Message, Room, RoomMembership, Topic
from tests.factories import (
    EditionFactory,
    MemberFactory,
    MessageFactory,
    ParticipationFactory,
    RoomFactory,
    TopicFactory,
    WorkshopFactory,
)
from tests.network.rooms.tabs import opened, run, say

pytestmark = pytest.mark.django_db
WORDS = "We counted differently"


@pytest.fixture
def few(member: Member) -> Topic:
    """A topic in a room of four, of whom one is `member`."""
    members = [member, *MemberFactory.create_batch(3)]
    room = RoomFactory(slug="four", attribution=Attribution.CHATHAM_HOUSE, members=members, opens=False)
    topic: Topic = TopicFactory(room=room, slug="what-stays-closed")
    return topic


def a_fifth(room: Room) -> RoomMembership:
    return RoomMembership.objects.create(room=room, member=MemberFactory())


def post(topic: Topic, author: Member, client_id: Any = None) -> Message:
    return post_message(topic, author, client_id=client_id or uuid4(), text=WORDS, language="en")


WAYS: dict[str, Callable[[Topic, Member], Any]] = {
    "a message": post,
    "a topic": lambda topic, member: start_topic(
        topic.room, member, title="Why", text=WORDS, language="en", client_id=uuid4()
    ),
    "a word on a topic": lambda topic, member: settle_topic(topic, member, settled=True),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nothing_is_said_among_four_and_all_among_five(few: Topic, member: Member, way: Callable[..., Any]) -> None:
    with pytest.raises(NotOpenYet, match="now there are 4"):
        way(few, member)
    assert (Message.objects.count(), Topic.objects.count(), Topic.objects.get().is_settled) == (0, 1, False)
    fifth = a_fifth(few.room)
    way(few, member)
    fifth.delete()
    with pytest.raises(NotOpenYet):  # it shrinks, and is silent again
        way(few, member)


def test_what_was_said_among_five_is_not_refused_when_it_is_sent_again(few: Topic, member: Member) -> None:
    fifth, client_id = a_fifth(few.room), uuid4()
    said = post(few, member, client_id)
    fifth.delete()
    assert post(few, member, client_id) == said


def test_a_closed_account_does_not_count(few: Topic, member: Member) -> None:
    fifth = a_fifth(few.room)
    Member.objects.filter(pk=fifth.member_id).update(is_active=False)
    with pytest.raises(NotOpenYet):
        post(few, member)


def test_who_was_there_twice_counts_once() -> None:
    edition = EditionFactory()
    weeks = WorkshopFactory.create_batch(2, edition=edition)
    people = MemberFactory.create_batch(4)
    for week in weeks:
        for one in people:
            ParticipationFactory(workshop=week, member=one)
    assert count_holders(edition_key(edition.pk), up_to=OPENS_AT) == 4
    ParticipationFactory(workshop=weeks[0])
    assert count_holders(edition_key(edition.pk), up_to=OPENS_AT) == 5


def test_a_room_of_all_members_counts_the_active_ones() -> None:
    room = RoomFactory(attribution=Attribution.CHATHAM_HOUSE, audience=MEMBERS, opens=False)
    first, *_others = MemberFactory.create_batch(5)
    assert why_not_open(room) == ""
    Member.objects.filter(pk=first.pk).update(is_active=False)
    assert "now there are 4" in why_not_open(room)


def test_a_room_with_names_is_open_to_one(member: Member) -> None:
    assert post(TopicFactory(room=RoomFactory(members=[member])), member).seq == 1


@pytest.mark.parametrize("audience", ["members", "room", "edition"])
def test_it_is_one_query_that_ends_at_the_fifth(audience: str) -> None:
    people = MemberFactory.create_batch(8, profile=None)
    room = RoomFactory(attribution=Attribution.CHATHAM_HOUSE, **({"members": people} if audience == "room" else {}))
    if audience == "edition":
        week = WorkshopFactory()
        for one in people:
            ParticipationFactory(workshop=week, member=one)
        Room.objects.update(audience=edition_key(week.edition_id))
        room.refresh_from_db()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert why_not_open(room) == ""
    (query,) = asked.captured_queries
    assert "LIMIT 5" in query["sql"]


def test_each_is_told_in_his_language(few: Topic) -> None:
    sentences = set()
    for language in ("en", "ru", "kk", "ky", "tg", "tk", "uz"):
        with translation.override(language):
            sentences.add(why_not_open(few.room))
            assert "4" in why_not_open(few.room)
    assert len(sentences) == 7


def test_pages_say_so_in_place_of_the_composer_and_reading_goes_on(few: Topic, member: Member, client: Client) -> None:
    MessageFactory(topic=few, author=member, text="Said before somebody left")
    client.force_login(member)
    page = look(client, few.get_absolute_url())
    assert "now there are 4" in page.select_one("[data-not-open]").text
    assert page.select_one("form.composer").has_attr("hidden")
    assert "Said before somebody left" in page.select_one("[data-log]").text
    assert not page.select_one("form[action$='settle/']")
    room = look(client, "/en/rooms/four/")
    assert "now there are 4" in room.text
    assert not room.select("a[href$='new-topic/']")
    assert not look(client, "/en/rooms/four/new-topic/").select("main form")
    a_fifth(few.room)
    page = look(client, few.get_absolute_url())
    assert not page.select("[data-not-open]")
    assert not page.select_one("form.composer").has_attr("hidden")


def test_what_somebody_typed_stays_on_the_page(few: Topic, member: Member, client: Client) -> None:
    client.force_login(member)
    for address, words in (
        (few.get_absolute_url(), {"text": WORDS}),
        ("/en/rooms/four/new-topic/", {"title": "Why", "text": WORDS}),
    ):
        answer = client.post(address, words | {"client_id": str(uuid4())})
        assert answer.status_code == 422
        page = BeautifulSoup(answer.content, "html.parser")
        field = page.select_one("main textarea")
        assert field.text.strip() == WORDS
        assert not field.find_parent("form").has_attr("hidden")
        assert "now there are 4" in page.select_one("#id_text_error").text
    assert "Why" in str(look(client, "/en/rooms/four/new-topic/?title=Why").select_one("main form"))


def test_scripts_are_told_the_sentence_and_that_it_does_not_pass_by_itself(
    few: Topic, member: Member, client: Client
) -> None:
    client.force_login(member)
    answer = client.post(f"{few.get_absolute_url()}say/", {"client_id": str(uuid4()), "text": WORDS})
    assert (answer.status_code, answer.json()["retry"]) == (409, False)
    assert "now there are 4" in answer.json()["sentence"]


@pytest.mark.django_db(transaction=True)
def test_over_the_socket_the_same_words_go_when_the_fifth_has_come(few: Topic, member: Member) -> None:
    async def scenario() -> None:
        tab = await opened(member, few.room)
        key = await say(tab, few, WORDS)
        refused = await tab.next("refused")
        assert (refused["id"], refused["status"], refused["retry"]) == (key, 409, False)
        assert "сейчас их 4" in refused["sentence"]
        await Room.objects.filter(pk=few.room_id).aupdate(last_posted_at=datetime(2026, 3, 2, 12, tzinfo=UTC))
        fifth = await Member.objects.acreate(email="fifth@example.org", name="Fifth")
        await RoomMembership.objects.acreate(room=few.room, member=fifth)
        await say(tab, few, WORDS, key)
        assert (await tab.next("said"))["seq"] == 1
        await tab.disconnect()

    run(scenario)


def look(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")
