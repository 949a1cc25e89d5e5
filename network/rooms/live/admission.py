"""Who may listen: asked when a socket opens, and again and again of all open sockets at once.

A session can end and a key be lost without anybody telling: by time, by a hand in the database, or while the layer is away.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import cast

from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from network.access.viewer import Viewer, keys_of
from network.people.models import Member
from network.rooms.models import Room
from network.sessions import stored_session


@dataclass(frozen=True, slots=True)
class Ticket:
    """With what a socket was let in. `password_mark` is another one as soon as the password is."""

    session_key: str
    member_id: int
    password_mark: str


def ticket_of(session_key: str | None) -> Ticket | None:
    """For whom the session speaks now; None if it has ended, or its member is closed or has a new password."""
    store = stored_session(session_key)
    member = get_user(cast(HttpRequest, SimpleNamespace(session=store)))
    if not isinstance(member, Member) or not session_key:
        return None
    return Ticket(session_key, member.pk, member.get_session_auth_hash())


def viewer_at(ticket: Ticket) -> Viewer:
    """The member of the ticket with the keys of this moment."""
    return Viewer(member_id=ticket.member_id, keys=keys_of([ticket.member_id])[ticket.member_id])


def open_rooms(asked: Mapping[Ticket, Collection[int]]) -> dict[Ticket, frozenset[int]]:
    """Which of the rooms that it follows each ticket still opens; a ticket that is no longer good is left out.

    Five queries, however many ask.
    """
    keys = set(_living(asked).values_list("session_key", flat=True))
    members = {member.pk: member for member in _active(asked)}
    good = [
        ticket for ticket in asked if ticket.session_key in keys and _is_same(members.get(ticket.member_id), ticket)
    ]
    opened = keys_of({ticket.member_id for ticket in good})
    rooms = {room for ticket in good for room in asked[ticket]}
    audience = dict(Room.objects.filter(pk__in=rooms).opened().values_list("pk", "audience"))
    return {
        ticket: frozenset(room for room in asked[ticket] if audience.get(room) in opened[ticket.member_id])
        for ticket in good
    }


def _living(tickets: Collection[Ticket]) -> QuerySet[Session]:
    keys = {ticket.session_key for ticket in tickets}
    return Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())


def _active(tickets: Collection[Ticket]) -> Iterable[Member]:
    ids = {ticket.member_id for ticket in tickets}
    members: Iterable[Member] = Member.objects.filter(pk__in=ids, is_active=True).only("password")
    return members


def _is_same(member: Member | None, ticket: Ticket) -> bool:
    return member is not None and member.get_session_auth_hash() == ticket.password_mark
