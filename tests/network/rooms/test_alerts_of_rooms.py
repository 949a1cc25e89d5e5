"""Saved searches tell of what others said, in the receiver's language; never of one's own, nor of what has no hour."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from network.access.byline import Attribution
from network.notices.alerts import send_alerts
from network.people.models import Member
from network.rooms.models import Topic
from network.rooms.search.searchable import Discussions
from search import registry
from search.index.indexer import process_outbox
from search.index.outbox import mark_changed
from search.saved.models import SavedSearch
from tests.factories import MessageFactory, RoomFactory, TopicFactory
from tests.search.conftest import index  # noqa: F401, a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index", "commits")]


@pytest.fixture
def listener(member: Member) -> Member:
    """Keeps a search that every message of these tests fits, and reads Kyrgyz."""
    registry.register_searchable(Discussions())
    Member.objects.filter(pk=member.pk).update(language="ky")
    SavedSearch.objects.create(
        owner=member, name="gauges", query="?q=gauges", saved_at=timezone.now() - timedelta(days=2)
    )
    return member


def said(topic: Topic, author: Member) -> None:
    message = MessageFactory(
        topic=topic, author=author, text="Who mends the gauges?", html="<p>Who mends the gauges?</p>"
    )
    mark_changed("discussion", message.id_in_room)
    process_outbox()


def test_others_messages_are_told_with_a_link_in_the_receivers_language(
    listener: Member, topic: Topic, other_member: Member, mailoutbox: list[Any]
) -> None:
    said(topic, other_member)
    assert send_alerts(timezone.now()) == 1
    (mail,) = mailoutbox
    assert f"/ky/rooms/chu-talas/{topic.slug}/?at=1#message-1" in mail.body


def test_nobody_is_told_of_his_own_message(listener: Member, topic: Topic, mailoutbox: list[Any]) -> None:
    said(topic, listener)
    assert send_alerts(timezone.now()) == 0
    assert mailoutbox == []


def test_no_mail_tells_that_somebody_spoke_under_the_chatham_house_rule(
    listener: Member, other_member: Member, mailoutbox: list[Any]
) -> None:
    said(TopicFactory(room=RoomFactory(attribution=Attribution.CHATHAM_HOUSE)), other_member)
    assert send_alerts(timezone.now()) == 0
    assert mailoutbox == []
