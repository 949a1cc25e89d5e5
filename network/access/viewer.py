"""Who is looking: one object per request or socket that holds the keys of all he may open."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

PUBLIC = "public"
MEMBERS = "members"

KeySource = Callable[[Collection[int]], Iterable[tuple[int, str]]]
_key_sources: list[KeySource] = []
HolderSource = Callable[[int], QuerySet[Any, Any]]
_holder_sources: dict[str, HolderSource] = {}


def edition_key(edition_id: int) -> str:
    return f"edition:{edition_id}"


def room_key(room_id: int) -> str:
    return f"room:{room_id}"


def register_keys(source: KeySource) -> KeySource:
    """Let a part of the network hand out keys: `source(member_ids)` gives (member, audience that he belongs to)."""
    if source not in _key_sources:
        _key_sources.append(source)
    return source


def register_holders(kind: str, source: HolderSource) -> None:
    """The same the other way round: `source(12)` gives the active members who hold `edition:12`, each in one row; 0 where the
    key has no number."""
    _holder_sources[kind] = source


class Account(Protocol):
    """What is asked of who signed in. `network.people.models.Member` is one."""

    pk: int
    is_active: bool
    name: str

    @property
    def is_editor(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Viewer:
    """An anonymous reader or a member, and the keys of the audiences open to him. It satisfies `search`'s Reader."""

    member_id: int | None = None
    name: str = ""
    is_editor: bool = False
    keys: frozenset[str] = frozenset({PUBLIC})

    @property
    def is_authenticated(self) -> bool:
        return self.member_id is not None


ANONYMOUS = Viewer()


def viewer_of(user: Account | AnonymousUser | None) -> Viewer:
    """The viewer for a signed-in member, or the anonymous one. Editors hold `public` and `members`, and no rooms' keys
    beyond those they belong to as anybody else does."""
    if user is None or isinstance(user, AnonymousUser) or not user.is_active:
        return ANONYMOUS
    (keys,) = keys_of([user.pk]).values()
    return Viewer(member_id=user.pk, name=user.name, is_editor=user.is_editor, keys=keys)


def keys_of(member_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The keys of each of these active members: as many queries for a thousand as for one."""
    keys: dict[int, set[str]] = defaultdict(lambda: {PUBLIC, MEMBERS})
    for source in _key_sources:
        for member, key in source(member_ids):
            keys[member].add(key)
    return {member: frozenset(keys[member]) for member in member_ids}


def count_holders(key: str, *, up_to: int) -> int:
    """How many active members hold the key: one query, which ends where enough are found."""
    kind, _, number = key.partition(":")
    source = _holder_sources.get(kind)
    return len(source(int(number or 0))[:up_to]) if source else 0
