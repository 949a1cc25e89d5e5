"""What somebody said in rooms, after he has left."""

import pytest
from django.test import Client

from network.access.byline import Attribution, byline
from network.access.seals import SEAL_LENGTH, SPENT
from network.access.viewer import viewer_of
from network.handover import Words, hand_over
from network.people.models import Member, former_participant
from network.rooms.actions import mark_read
from network.rooms.models import Message, ReadMark, Topic
from search.index.models import Change
from tests.factories import MemberFactory, MessageFactory, RoomFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(member: Member, other_member: Member) -> Topic:
    found: Topic = TopicFactory(room=RoomFactory(members=[member, other_member]))
    return found


@pytest.fixture
def sealed_topic(member: Member, other_member: Member) -> Topic:
    room = RoomFactory(members=[member, other_member], attribution=Attribution.CHATHAM_HOUSE)
    found: Topic = TopicFactory(room=room)
    return found


def page_of(client: Client, reader: Member, topic: Topic) -> str:
    client.force_login(reader)
    return str(client.get(topic.get_absolute_url()).content.decode())


def test_a_message_stays_as_that_of_a_former_participant(
    client: Client, topic: Topic, member: Member, other_member: Member
) -> None:
    said = MessageFactory(topic=topic, author=member, text="The gauge was moved", html="<p>The gauge was moved</p>")
    MessageFactory(topic=topic, author=other_member)
    Change.objects.all().delete()
    member.delete()
    page = page_of(client, other_member, topic)
    assert "The gauge was moved" in page
    assert "A former participant" in page
    assert member.name not in page
    assert other_member.name in page
    said.refresh_from_db()
    assert said.author == former_participant()
    assert ("discussion", said.id_in_room) in Change.objects.values_list("kind", "thing")


def test_a_former_participant_is_called_so_in_the_readers_language(
    client: Client, topic: Topic, member: Member, other_member: Member
) -> None:
    MessageFactory(topic=topic, author=member)
    member.delete()
    client.force_login(other_member)
    page = client.get(topic.get_absolute_url().replace("/en/", "/ru/")).content.decode()
    assert "Бывший участник" in page


def test_a_removed_message_leaves_its_place_and_nothing_more(
    client: Client, topic: Topic, member: Member, other_member: Member
) -> None:
    said = MessageFactory(topic=topic, author=member, text="Forget this", html="<p>Forget this</p>")
    answer = MessageFactory(topic=topic, author=other_member, text="I answer", html="<p>I answer</p>")
    hand_over(member.pk, Words.REMOVED)
    page = page_of(client, other_member, topic)
    assert "Forget this" not in page
    assert "This message was removed when its author left." in page
    assert "I answer" in page
    said.refresh_from_db()
    assert (said.text, said.html) == ("", "")
    rows = Message.visible.to(viewer_of(other_member)).by_ids([said.id_in_room, answer.id_in_room]).said()
    assert list(rows) == [answer], "search has nothing to show of it"


def test_with_his_name_it_stays_as_it_was(topic: Topic, member: Member) -> None:
    said = MessageFactory(topic=topic, author=member)
    hand_over(member.pk, Words.NAMED)
    said.refresh_from_db()
    assert (said.author, said.text) == (member, "Good morning")


def test_two_who_left_may_have_had_the_same_client_id(topic: Topic, member: Member, other_member: Member) -> None:
    first = MessageFactory(topic=topic, author=member)
    MessageFactory(topic=topic, author=other_member, client_id=first.client_id)
    member.delete()
    other_member.delete()
    assert Message.objects.filter(author=former_participant()).count() == 2


def test_topics_that_he_began_stay_with_all_that_others_said(
    topic: Topic, member: Member, other_member: Member
) -> None:
    MessageFactory(topic=topic, author=member)
    MessageFactory(topic=topic, author=other_member, text="I answer")
    Member.objects.filter(pk=member.pk).delete()  # a queryset, as a bulk action of the admin has one
    assert Topic.objects.filter(pk=topic.pk).exists()
    assert Message.objects.filter(text="I answer", author=other_member).exists()


@pytest.mark.parametrize("words", list(Words))
def test_what_he_said_under_the_rule_stays_and_is_nobodys(
    sealed_topic: Topic, member: Member, other_member: Member, words: Words
) -> None:
    his = MessageFactory(topic=sealed_topic, author=member)
    hers = MessageFactory(topic=sealed_topic, author=other_member)
    old = MessageFactory(topic=sealed_topic, author=other_member)
    Message.objects.filter(pk=old.pk).update(seal=SPENT)
    assert his.is_by(member.pk)
    before = {(one.pk, one.seal) for one in (his, hers)}
    hand_over(member.pk, words)
    for one in (his, hers, old):
        one.refresh_from_db()
    assert not his.is_by(member.pk)
    assert his.text == "Good morning"
    assert hers.is_by(other_member.pk)
    assert not byline(his, viewer_of(member)).is_mine
    assert {(one.pk, one.seal) for one in (his, hers)} & before == {(hers.pk, hers.seal)}


def test_a_seal_that_was_let_go_of_looks_like_the_others(sealed_topic: Topic, member: Member) -> None:
    """The mark of a spent seal on a message of today would say that its author left, and so who it was."""
    said = MessageFactory(topic=sealed_topic, author=member)
    hand_over(member.pk, Words.FORMER)
    said.refresh_from_db()
    assert len(said.seal) == SEAL_LENGTH
    assert set(said.seal) <= set("0123456789abcdef")
    assert said.client_id.version == 4 or said.client_id.hex


def test_all_sealed_rows_are_written_in_one_go(
    sealed_topic: Topic, member: Member, other_member: Member, django_assert_num_queries: object
) -> None:
    """Or the number that PostgreSQL writes beside each row would point to those of who left."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    rows = [MessageFactory(topic=sealed_topic, author=author).pk for author in (member, other_member) * 3]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        hand_over(member.pk, Words.FORMER)
    writing = [one["sql"] for one in queries if one["sql"].startswith('UPDATE "rooms_message"')]
    assert len(writing) == 1
    assert all(str(row) in writing[0] for row in rows)


def test_marks_of_reading_go_under_the_rule_too(sealed_topic: Topic, member: Member, other_member: Member) -> None:
    MessageFactory(topic=sealed_topic, author=MemberFactory())
    sealed_topic.refresh_from_db()
    for reader in (member, other_member):
        mark_read(sealed_topic, reader, seq=1)
    hand_over(member.pk, Words.FORMER)
    left = ReadMark.objects.get()
    assert list(ReadMark.objects.of(other_member.pk, [sealed_topic.room])) == [left]
