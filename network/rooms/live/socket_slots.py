"""How many sockets one member has, in all processes of the site: each holds one of a few slots, and renews it.

Slots stand in the cache that the processes share. Whoever comes when all are taken gets that of the oldest socket, which goes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from time import time
from uuid import uuid4

from django.core.cache import caches

from network.access.broadcasts import LAYER_ERRORS, broadcast, viewer_group

MAX_SOCKETS = 20  # a member's
SLOT_SECONDS = 90  # what a process held that died is free after so long


@dataclass(frozen=True, slots=True)
class Slot:
    """holder: when it was taken, and by whom; it sorts by age."""

    key: str
    holder: str


def take_slot(member_id: int) -> Slot | None:
    """A slot for a new socket; None while the cache is away, for then nobody can count."""
    keys = [f"socket:{member_id}:{number}" for number in range(MAX_SOCKETS)]
    holder = f"{time():020.6f} {uuid4().hex}"
    try:
        taken = caches["sockets"].get_many(keys)
        for key in keys:
            if key not in taken and caches["sockets"].add(key, holder, SLOT_SECONDS):
                return Slot(key, holder)
        oldest = min(keys, key=lambda key: taken.get(key, holder))
        caches["sockets"].set(oldest, holder, SLOT_SECONDS)
    except LAYER_ERRORS:
        return None
    if oldest in taken:
        broadcast({viewer_group(member_id): {"type": "viewer.crowded", "member": member_id, "holder": taken[oldest]}})
    return Slot(oldest, holder)


def renew_slots(slots: Collection[Slot]) -> set[Slot]:
    """Keep them for another while. Returns those that somebody else holds meanwhile, though nobody told."""
    if not slots:
        return set()
    try:
        holders = caches["sockets"].get_many({slot.key for slot in slots})
        lost = {slot for slot in slots if holders.get(slot.key, slot.holder) != slot.holder}
        kept = {slot.key: slot.holder for slot in slots if slot not in lost}
        if kept:
            caches["sockets"].set_many(kept, SLOT_SECONDS)
    except LAYER_ERRORS:
        return set()
    return lost


def give_back(slot: Slot | None) -> None:
    try:
        if slot and caches["sockets"].get(slot.key) == slot.holder:
            caches["sockets"].delete(slot.key)
    except LAYER_ERRORS:
        pass  # it is free when nobody renews it
