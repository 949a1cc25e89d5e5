"""Who loses a key hears nothing more: told at once by whatever took it away, and found out if nobody told."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.access import broadcasts
from network.people.models import Member
from network.rooms.actions import post_message
from network.rooms.live import hub as hub_module
from network.rooms.live.admission import open_rooms, ticket_of
from network.rooms.models import Room, RoomMembership, Topic
from network.trainings.models import Participation, Workshop
from tests.factories import EditionFactory, MemberFactory, ParticipationFactory, TopicFactory
from tests.network.rooms.tabs import Tab, cookie_of, opened, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

Loss = Callable[[Member, Room], Any]


def new_password(member: Member, room: Room) -> None:
    member.set_password("another one")
    member.save(update_fields=["password"])


def session_runs_out(member: Member, room: Room) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


WAYS_OUT: dict[str, Loss] = {
    "a new password": new_password,
    "a password set for many": lambda member, room: Member.objects.filter(pk=member.pk).update(password="!"),
    "the account was closed": lambda member, room: Member.objects.filter(pk=member.pk).update(is_active=False),
    "the session row was deleted": lambda member, room: Session.objects.all().delete(),
    "signed out": lambda member, room: SessionStore(Session.objects.get().session_key).flush(),
}
WAYS_OUT_OF_A_ROOM: dict[str, Loss] = {
    "the membership was deleted": lambda member, room: room.memberships.get(member=member).delete(),
    "memberships were deleted": lambda member, room: RoomMembership.objects.filter(member=member).delete(),
    "the membership went to another": lambda member, room: room.memberships.update(member=MemberFactory()),
    "the room was given to others": lambda member, room: Room.objects.update(audience="edition:987654"),
    "the room was given to others in the admin": lambda member, room: _change(room, audience="edition:987654"),
}
WAYS_OUT_OF_AN_EDITION: dict[str, Loss] = {
    "the participation was deleted": lambda member, room: Participation.objects.filter(member=member).delete(),
    "the workshop was deleted": lambda member, room: Workshop.objects.get().delete(),
    "the workshop went to another edition": lambda member, room: Workshop.objects.update(edition=EditionFactory()),
    "the participation went to another": lambda member, room: _change(
        Participation.objects.get(), member=MemberFactory()
    ),
}


def _change(row: Any, **changed: Any) -> None:
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def topic(closed_circle: Room) -> Topic:
    topic: Topic = TopicFactory(room=closed_circle)
    return topic


def lose_and_say(topic: Topic, member: Member, loss: Loss) -> None:
    """The key is taken away, and in the same breath somebody says something."""
    other = MemberFactory()
    loss(member, topic.room)
    post_message(topic, other, client_id=uuid4(), text="Among ourselves", language="en")


async def listening(member: Member, room: Room) -> Tab:
    tab = await opened(member, room)
    await tab.next("open")
    return tab


@pytest.mark.parametrize("loss", WAYS_OUT.values(), ids=WAYS_OUT)
def test_who_is_no_longer_let_in_is_sent_away_at_once_and_hears_nothing_after(
    topic: Topic, member: Member, loss: Loss
) -> None:
    async def scenario() -> None:
        tab = await listening(member, topic.room)
        await sync_to_async(lose_and_say)(topic, member, loss)
        assert await tab.closing_code() == 4403
        assert await tab.receive_nothing(0.2)

    run(scenario)


async def _loses_the_room(topic: Topic, member: Member, loss: Loss) -> None:
    tab = await listening(member, topic.room)
    await sync_to_async(lose_and_say)(topic, member, loss)
    assert await tab.frame() == {"is": "absent", "room": topic.room_id}
    assert await tab.receive_nothing(0.2)
    await tab.disconnect()


@pytest.mark.parametrize("loss", WAYS_OUT_OF_A_ROOM.values(), ids=WAYS_OUT_OF_A_ROOM)
def test_who_loses_a_room_hears_no_more_of_it(topic: Topic, member: Member, loss: Loss) -> None:
    run(partial(_loses_the_room, topic, member, loss))


@pytest.mark.parametrize("loss", WAYS_OUT_OF_AN_EDITION.values(), ids=WAYS_OUT_OF_AN_EDITION)
def test_who_loses_an_edition_hears_no_more_of_its_room(topic: Topic, member: Member, loss: Loss) -> None:
    edition = ParticipationFactory(member=member).workshop.edition
    RoomMembership.objects.all().delete()
    Room.objects.update(audience=edition.audience)
    run(partial(_loses_the_room, topic, member, loss))


def test_who_is_asked_again_and_may_stay_misses_nothing(topic: Topic, member: Member) -> None:
    group = Group.objects.create(name="Editors of a newsletter")
    member.groups.add(group)

    def leave_the_group(member: Member, room: Room) -> None:
        member.groups.remove(group)

    async def scenario() -> None:
        tab = await listening(member, topic.room)
        await sync_to_async(lose_and_say)(topic, member, leave_the_group)
        assert [line["seq"] for line in await tab.lines(1)] == [1]
        await tab.disconnect()

    run(scenario)


@pytest.mark.parametrize("what", [*WAYS_OUT.values(), session_runs_out], ids=[*WAYS_OUT, "the session ran out"])
def test_a_tab_that_says_nothing_is_sent_away_even_if_nobody_told(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch, what: Loss
) -> None:
    monkeypatch.setattr(hub_module, "RECHECK_SECONDS", 0.05)
    monkeypatch.setattr(broadcasts, "broadcast", lambda events: None)

    async def scenario() -> None:
        tab = await listening(member, topic.room)
        await sync_to_async(what)(member, topic.room)
        assert await tab.closing_code() == 4403

    run(scenario)


def test_a_room_that_was_lost_is_left_even_if_nobody_told(
    topic: Topic, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "RECHECK_SECONDS", 0.05)
    monkeypatch.setattr(broadcasts, "broadcast", lambda events: None)

    async def scenario() -> None:
        tab = await listening(member, topic.room)
        await RoomMembership.objects.all().adelete()
        assert await tab.frame() == {"is": "absent", "room": topic.room_id}
        await tab.disconnect()

    run(scenario)


def test_all_open_sockets_are_asked_in_as_many_queries_as_one(
    topic: Topic, django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    tickets = {ticket_of(cookie_of(MemberFactory())): {topic.room_id} for _number in range(12)}
    with django_assert_num_queries(5):
        opened_now = open_rooms(tickets)  # type: ignore[arg-type]
    assert opened_now == dict.fromkeys(tickets, frozenset())


def test_a_tab_of_another_session_of_the_same_member_stays(topic: Topic, member: Member) -> None:
    async def scenario() -> None:
        cookie = await sync_to_async(cookie_of)(member)
        going, staying = Tab(cookie), await opened(member, topic.room)
        await going.connect()
        await staying.next("open")
        await sync_to_async(SessionStore(cookie).flush)()
        assert await going.closing_code() == 4403
        await staying.do(do="ping")
        assert await staying.next("pong")
        await staying.disconnect()

    run(scenario)
