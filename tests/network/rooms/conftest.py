"""Rooms with people in them."""

import pytest

from network.people.models import Member
from network.rooms.live import hub
from network.rooms.models import Room, Topic
from tests.factories import MemberFactory, RoomFactory, TopicFactory


@pytest.fixture
def commits(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Transactions end for real, and what waits for the commit is done after it."""
    # Or a wake-up that was lost would not be noticed.
    monkeypatch.setattr(hub, "POLL_SECONDS", 600.0)


@pytest.fixture
def topic(db: None) -> Topic:
    return TopicFactory(title="Who repairs the meter", room=RoomFactory(slug="chu-talas"))


@pytest.fixture
def closed_circle(member: Member) -> Room:
    """A room of its own members, of whom `member` is one."""
    room: Room = RoomFactory(slug="closed-circle", members=[member])
    return room


@pytest.fixture
def outsider(db: None) -> Member:
    return MemberFactory(name="Olim Outsider")
