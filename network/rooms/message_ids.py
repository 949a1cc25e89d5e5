"""By what a message is known outside the database: a number that tells its room and its place in it."""

# A room has at most 2 ** 28 messages, and the id is a whole number that a browser can hold.
_SEQ_BITS = 28


def id_in_room(room_id: int, seq: int) -> int:
    """By what a message is known outside the database, as to search: it counts within its room.

    The row's own number counts the messages of all rooms: between two with names it would tell the hour of one without.
    """
    return room_id << _SEQ_BITS | seq


def place_of(id_: int) -> tuple[int, int]:
    """(room, seq) of such an id."""
    return id_ >> _SEQ_BITS, id_ & ((1 << _SEQ_BITS) - 1)
