"""Rooms with people in them."""

import channels.db
import pytest

from network.people.models import Member
from network.rooms.live import hub
from network.rooms.models import Room, Topic
from tests.commits import commit_for_real
from tests.factories import MemberFactory, RoomFactory, TopicFactory


@pytest.fixture
def commits(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the commit is done after it."""
    commit_for_real(monkeypatch)
    # Channels would close the connection, and with it the test's transaction.
    monkeypatch.setattr(channels.db, "close_old_connections", lambda: None)
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
