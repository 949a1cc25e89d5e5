"""How a message is signed: by its author's name, or, in a room under the Chatham House rule, by a seal of its own.

Each message has its own seal, so that one whose author somebody recognises tells nothing of the others.
"""

from collections.abc import Iterator
from typing import TypedDict
from uuid import UUID

from network.access.seals import fits, seal, seals

_MESSAGE, _CLIENT, _READER = "message", "client", "reader"


class Signature(TypedDict):
    """Fields of a message."""

    author_id: int | None
    client_id: UUID
    seal: str


def named(author_id: int, client_id: UUID) -> Signature:
    return Signature(author_id=author_id, client_id=client_id, seal="")


def sealed(room_id: int, author_id: int, client_id: UUID) -> Signature:
    """What the browser chose is kept hashed: a tab that still has it would name its message."""
    kept = UUID(hex=seal(_CLIENT, room_id, author_id, client_id))
    return Signature(author_id=None, client_id=kept, seal=seal(_MESSAGE, room_id, kept, author_id))


def kept_client_ids(room_id: int, author_id: int, client_id: UUID) -> Iterator[UUID]:
    """As what a message that stands may be kept, whichever key sealed it."""
    return (UUID(hex=one) for one in seals(_CLIENT, room_id, author_id, client_id))


def is_sealed_by(found: str, room_id: int, client_id: UUID, member_id: int) -> bool:
    """client_id: as it is kept."""
    return fits(found, _MESSAGE, room_id, client_id, member_id)


def reader_seal(room_id: int, member_id: int) -> str:
    """In the place of who has read in a room under the rule: one a room, so that what is read there is found at once."""
    return seal(_READER, room_id, member_id)


def reader_seals(room_id: int, member_id: int) -> list[str]:
    return seals(_READER, room_id, member_id)
