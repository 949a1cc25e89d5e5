"""The audience keys that come from belonging to a room."""

from collections.abc import Collection, Iterator

from network.access.viewer import room_key
from network.rooms.models import RoomMembership


def room_keys(member_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    memberships = RoomMembership.objects.filter(member__in=member_ids)
    return ((member, room_key(room)) for member, room in memberships.values_list("member", "room"))
