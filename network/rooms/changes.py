"""What becomes otherwise of messages that stand: each takes the next number of its room's changes, and open tabs hear of it."""

from collections.abc import Collection

from network.access.broadcasts import tell_after_commit
from network.rooms.keys import room_group
from network.rooms.message_ids import id_in_room
from network.rooms.models import Message, Room
from search.index.outbox import mark_changed


def number_changes(messages: Collection[Message]) -> None:
    """Give each its `change`, which the caller saves with what is changed, in the same transaction.

    The locks hand the numbers out in the order of commits, and are taken in one order: two callers never wait for each other.
    """
    locked = Room.objects.select_for_update().filter(pk__in={message.room_id for message in messages})
    rooms = {room.pk: room for room in locked.order_by("pk")}
    for message in messages:
        room = rooms[message.room_id]
        room.last_change += 1
        message.change = room.last_change
        mark_changed("discussion", id_in_room(room.pk, message.seq))
    for room in rooms.values():
        room.save(update_fields=["last_change"])
        tell_room(room)


def tell_room(room: Room) -> None:
    """After the commit, to who follows the room: how far it is now."""
    woken = {"type": "room.woken", "room": room.pk, "seq": room.last_seq, "change": room.last_change}
    tell_after_commit({room_group(room.pk): woken})
