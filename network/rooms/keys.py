"""The audience keys that come from belonging to a room."""

from network.access.viewer import room_key
from network.rooms.models import RoomMembership


def room_keys(member_id: int) -> list[str]:
    return [room_key(room) for room in RoomMembership.objects.filter(member=member_id).values_list("room", flat=True)]
