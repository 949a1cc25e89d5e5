"""A moderator does something about a message, and learns nothing of who wrote it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from network.access.audit.acts import Act
from network.access.byline import Attribution
from network.access.viewer import viewer_of
from network.notices.models import Notice
from network.people.models import Member
from network.rooms.actions import post_message, settle_topic, start_topic
from network.rooms.errors import Muted, RoomClosed
from network.rooms.models import Message, Moderation, Room, Topic
from network.rooms.models.moderation import Reason
from network.rooms.moderation.actions import lift_moderation, moderate_message
from network.rooms.upkeep import end_seals
from portal.home.context import latest_topics
from search.registry import searchables
from tests.factories import MemberFactory, RoomFactory, TopicFactory
from tests.network.access.audit.written import written

pytestmark = pytest.mark.django_db
SAID, WORD = "Aziza counted differently", "Say it without her name, please."
ANSWERS = {"reason": "names-a-speaker", "word": WORD, "hides": "on", "mute_days": "7"}


@pytest.fixture(params=list(Attribution), ids=lambda attribution: attribution.value)
def topic(request: pytest.FixtureRequest, db: None) -> Topic:
    found: Topic = TopicFactory(slug="the-count", room=RoomFactory(slug="openness", attribution=request.param))
    return found


@pytest.fixture
def moderator(db: None) -> Member:
    found: Member = MemberFactory(name="Mira Moderator")
    found.user_permissions.add(Permission.objects.get(codename="moderate_messages"))
    return found


def say(topic: Topic, author: Member, text: str = SAID) -> Message:
    return post_message(topic, author, client_id=uuid4(), text=text, language="en")


def page_for(member: Member, topic: Topic) -> str:
    client = Client()
    client.force_login(member)
    return client.get(topic.get_absolute_url()).content.decode()


def address_of(message: Message) -> str:
    return reverse("message_moderate", args=[message.room.slug, message.topic.slug, message.seq])


def at(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_a_hidden_message_is_read_by_its_author_alone_and_he_reads_why(
    topic: Topic, member: Member, other_member: Member, moderator: Member
) -> None:
    said = say(topic, member)
    assert at(moderator).post(address_of(said), ANSWERS).status_code == 302
    own, other, theirs = (page_for(one, topic) for one in (member, other_member, moderator))
    assert SAID in own
    assert WORD in own
    assert "It tells who said something" in own
    for page in (other, theirs):
        assert SAID not in page
        assert WORD not in page
        assert "A moderator has hidden this message." in page


def test_what_is_hidden_is_in_no_search_on_no_front_page_and_in_no_line(
    topic: Topic, member: Member, other_member: Member, moderator: Member
) -> None:
    said = say(topic, member)
    moderate_message(said, moderator, reason=Reason.HURTFUL, hides=True)
    discussions, viewer = searchables()["discussion"], viewer_of(other_member)
    assert not list(discussions.documents([said.id_in_room]))
    assert not discussions.rows([said.id_in_room], viewer)
    assert not latest_topics(viewer)
    lines = at(other_member).get(reverse("topic_lines", args=["openness", "the-count"]), {"after": 0}).json()["lines"]
    assert [(line["html"], line["hidden"]) for line in lines] == [("", True)]
    lift_moderation(said, moderator)
    assert [document.id for document in discussions.documents([said.id_in_room])] == [said.id_in_room]
    assert SAID in page_for(other_member, topic)


def test_whose_message_is_moderated_is_mute_in_that_room_and_nobody_else_is(
    topic: Topic, member: Member, other_member: Member, moderator: Member
) -> None:
    moderate_message(say(topic, member), moderator, reason=Reason.HURTFUL, mute_days=7)
    with pytest.raises(Muted):
        say(topic, member, "And again")
    with pytest.raises(Muted):
        start_topic(topic.room, member, title="Elsewhere", text="Again", language="en", client_id=uuid4())
    say(topic, other_member, "Calmly")
    say(TopicFactory(room=RoomFactory(attribution=topic.room.attribution)), member, "In another room")
    answer = at(member).post(topic.get_absolute_url(), {"client_id": str(uuid4()), "text": "What I typed"})
    assert answer.status_code == 422
    assert "What I typed" in answer.content.decode()
    Moderation.objects.update(muted_until=localdate() - timedelta(days=1))
    say(topic, member, "A week later")


def test_who_is_mute_settles_no_question_either(topic: Topic, member: Member, moderator: Member) -> None:
    moderate_message(say(topic, member), moderator, reason=Reason.HURTFUL, mute_days=7)
    with pytest.raises(Muted):
        settle_topic(topic, member, settled=True)
    Moderation.objects.all().delete()
    Room.objects.update(closed_at=timezone.now())
    with pytest.raises(RoomClosed):
        settle_topic(topic, member, settled=True)


def test_seven_days_are_today_and_six_more(topic: Topic, member: Member, moderator: Member) -> None:
    moderate_message(say(topic, member), moderator, reason=Reason.HURTFUL, mute_days=7)
    assert Moderation.objects.muting(member.pk, topic.room) == localdate() + timedelta(days=6)


def test_what_stood_before_is_replaced_and_all_of_it_can_be_taken_back(
    topic: Topic, member: Member, moderator: Member
) -> None:
    said, browser = say(topic, member), at(moderator)
    browser.post(address_of(said), ANSWERS)
    browser.post(address_of(said), {"reason": "other", "word": "A word alone", "mute_days": "0"})
    assert Moderation.objects.values_list("reason", "word", "muted_until").get() == ("other", "A word alone", None)
    say(topic, member, "He may speak")
    assert "A word alone" in page_for(member, topic)
    browser.post(address_of(said), {"lift": "1"})
    assert not Moderation.objects.exists()
    assert "A word alone" not in page_for(member, topic)


def test_another_reason_has_to_be_told_and_what_was_chosen_stays(
    topic: Topic, member: Member, moderator: Member
) -> None:
    answer = at(moderator).post(address_of(say(topic, member)), {"reason": "other", "hides": "on", "mute_days": "30"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Write to the author what is wrong" in html
    assert 'value="30" selected' in html
    assert not Moderation.objects.exists()


def test_who_may_not_moderate_or_may_not_read_there_finds_no_such_page(
    topic: Topic, member: Member, other_member: Member, moderator: Member
) -> None:
    said = say(topic, member)
    hidden = say(TopicFactory(room=RoomFactory(members=[member], attribution=topic.room.attribution)), member)
    for somebody, message in ((other_member, said), (member, said), (moderator, hidden)):
        for send in (at(somebody).get, at(somebody).post):
            assert send(address_of(message), ANSWERS).status_code == 404
    assert "/moderate/" not in page_for(other_member, topic)
    assert address_of(said) in page_for(moderator, topic)
    assert not Moderation.objects.exists()


def test_a_moderator_signs_in_in_two_steps(topic: Topic, member: Member, moderator: Member) -> None:
    browser, said = at(moderator), say(topic, member)
    session = browser.session
    session.pop("second_step", None)
    session.save()
    answer = browser.post(address_of(said), ANSWERS)
    assert (answer.status_code, Moderation.objects.count()) == (302, 0)
    assert "/account/2fa/" in answer["Location"]


def test_before_he_moderates_under_the_rule_a_moderator_accepts_it_too(
    topic: Topic, member: Member, moderator: Member
) -> None:
    said = say(topic, member)
    Member.objects.filter(pk=moderator.pk).update(rule_seal="")
    answer = at(moderator).post(address_of(said), ANSWERS)
    assert answer["Location"].startswith(reverse("rooms_rule")) == topic.room.is_anonymous
    assert Moderation.objects.exists() != topic.room.is_anonymous


def test_the_log_of_acts_names_the_moderator_and_the_message_alone(
    topic: Topic, member: Member, moderator: Member
) -> None:
    said = say(topic, member)
    at(moderator).post(address_of(said), ANSWERS)
    (entry,) = written(Act.MESSAGE_MODERATED)
    assert (entry.actor_id, entry.thing) == (moderator.pk, f"message:{said.id_in_room}")
    assert entry.details == "names-a-speaker, hidden, muted 7 days"
    assert WORD not in entry.details


def test_nothing_is_sent_to_the_author(
    topic: Topic, member: Member, moderator: Member, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        moderate_message(say(topic, member), moderator, reason=Reason.HURTFUL, hides=True, mute_days=30)
    assert not mail.outbox
    assert not Notice.objects.exists()


def test_when_the_seal_has_ended_nobody_is_mute_any_more(member: Member, moderator: Member) -> None:
    """Nobody can tell then whose the message is, and so nobody can be held to it."""
    topic = TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE))
    said = say(topic, member)
    moderate_message(said, moderator, reason=Reason.HURTFUL, mute_days=30)
    Message.objects.filter(pk=said.pk).update(posted_at=said.posted_at - timedelta(days=31))
    assert end_seals() == 1
    say(topic, member, "Free to speak")
