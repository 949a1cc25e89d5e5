"""By what a room is known elsewhere: the key of who belongs to it, and its group in the channel layer."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from network.access.broadcasts import tell_after_commit
from network.access.viewer import room_key
from network.rooms.models import RoomMembership


def room_keys(member_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    memberships = RoomMembership.objects.filter(member__in=member_ids)
    return ((member, room_key(room)) for member, room in memberships.values_list("member", "room"))


def room_holders(room: int) -> QuerySet[Any, Any]:
    return RoomMembership.objects.filter(room=room, member__is_active=True).order_by().values_list("member")


def room_group(room_id: int) -> str:
    """The name of a room in the channel layer."""
    return f"room.{room_id}"


def rooms_changed(room_ids: Iterable[int]) -> None:
    """Who loses a room with its audience is known by nobody before all who follow it are asked."""
    told = {room_group(room): {"type": "room.changed", "room": room} for room in room_ids}
    if told:
        tell_after_commit(told)
