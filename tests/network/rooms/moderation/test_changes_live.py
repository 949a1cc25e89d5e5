"""What becomes otherwise of messages that stand comes to every open tab, and to one that was away."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import transaction

from network.handover import Words, hand_over
from network.people.models import Member
from network.rooms.live import lines
from network.rooms.models import Message, Topic
from network.rooms.models.moderation import Reason
from network.rooms.moderation.actions import lift_moderation, moderate_message
from tests.factories import MemberFactory, MessageFactory
from tests.network.rooms.tabs import Tab, opened, run, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def moderator(db: None) -> Member:
    found: Member = MemberFactory(name="Mira Moderator")
    return found


def hide(seq: int, moderator: Member) -> None:
    moderate_message(Message.objects.get(seq=seq), moderator, reason=Reason.HURTFUL, hides=True)


def lift(seq: int, moderator: Member) -> None:
    lift_moderation(Message.objects.get(seq=seq), moderator)


def told(frame: dict[str, Any]) -> list[tuple[int, bool, str]]:
    return [(line["seq"], line.get("hidden", False), line["html"]) for line in frame["lines"]]


async def reopened(member: Member, topic: Topic, *, after: int, since: int) -> Tab:
    tab = await opened(member, topic.room, after=after)
    await tab.do(do="open", room=topic.room_id, after=after, since=since)
    return tab


def test_an_open_tab_is_told_at_once_that_a_message_is_hidden_and_that_it_is_back(
    topic: Topic, member: Member, moderator: Member
) -> None:
    MessageFactory.create_batch(3, topic=topic)

    async def scenario() -> None:
        tab = await opened(member, topic.room, after=3)
        await tab.next("open")
        await sync_to_async(hide)(2, moderator)
        assert told(await tab.next("changed")) == [(2, True, "")]
        await sync_to_async(lift)(2, moderator)
        assert told(await tab.next("changed")) == [(2, False, "<p>Good morning</p>")]
        await tab.disconnect()

    run(scenario)


def test_a_tab_that_was_away_gets_what_is_new_and_what_became_otherwise_as_it_stands_now(
    topic: Topic, member: Member, moderator: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_LINES_PER_FRAME", 2)
    MessageFactory.create_batch(5, topic=topic)
    for seq in (1, 2, 3, 4):
        hide(seq, moderator)
    lift(2, moderator)

    async def scenario() -> None:
        tab = await reopened(member, topic, after=4, since=1)
        assert [line["seq"] for line in await tab.lines(1)] == [5]
        found: list[tuple[int, bool]] = []
        while True:
            frame = await tab.next("changed")
            found += [line[:2] for line in told(frame)]
            if frame["to"] == 5:
                break
        assert found == [(3, True), (4, True), (2, False)]
        await say(tab, topic, "Here again")
        assert [line["seq"] for line in await tab.lines(1)] == [6]
        await tab.disconnect()

    run(scenario)


def test_who_does_not_count_changes_is_told_of_those_from_now_on(
    topic: Topic, member: Member, moderator: Member
) -> None:
    MessageFactory.create_batch(2, topic=topic)
    hide(1, moderator)

    async def scenario() -> None:
        tab = await opened(member, topic.room, after=2)
        assert (await tab.next("open"))["change"] == 1
        await sync_to_async(hide)(2, moderator)
        assert told(await tab.next("changed")) == [(2, True, "")]
        await tab.disconnect()

    run(scenario)


def test_what_somebody_said_who_leaves_is_removed_in_open_tabs_too(
    topic: Topic, member: Member, other_member: Member
) -> None:
    MessageFactory(topic=topic, author=other_member)
    MessageFactory(topic=topic, author=member)

    async def scenario() -> None:
        tab = await opened(member, topic.room, after=2)
        await tab.next("open")
        await sync_to_async(transaction.atomic(hand_over))(other_member.pk, Words.REMOVED)
        assert told(await tab.next("changed")) == [(1, False, "")]
        await tab.disconnect()

    run(scenario)
