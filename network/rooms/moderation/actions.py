"""All that a moderator does about a message: it is hidden, its author reads why, its author is silent for some days."""

from datetime import timedelta

from django.utils.timezone import localdate

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.people.models import Member
from network.rooms.actions import tell_room
from network.rooms.message_ids import id_in_room
from network.rooms.models import Message, Moderation, Room
from network.rooms.models.moderation import Reason
from search.index.outbox import mark_changed


@action
def moderate_message(
    message: Message, moderator: Member, *, reason: Reason, word: str = "", hides: bool = False, mute_days: int = 0
) -> None:
    """Say to the author of `message` what is wrong with it; hide it from all others; let him say nothing in its room for
    `mute_days`, today being the first. A second time it replaces what was done before.

    The caller has found the message through the gate.
    """
    room = _hide(message, hides)
    until = localdate() + timedelta(days=mute_days - 1) if mute_days else None
    fields = {"reason": reason, "word": word, "muted_until": until}
    Moderation.objects.update_or_create(message=message, defaults=fields)
    done = ["hidden"] if hides else []
    done += [f"muted {mute_days} days"] if mute_days else []
    tell_room(room)
    record(Act.MESSAGE_MODERATED, _thing(message), by=moderator, details=", ".join([reason.value, *done]))


@action
def lift_moderation(message: Message, moderator: Member) -> None:
    """Take all of it back: it is read by all as before, and its author may speak."""
    room = _hide(message, False)
    Moderation.objects.filter(message=message).delete()
    tell_room(room)
    record(Act.MODERATION_LIFTED, _thing(message), by=moderator)


def _hide(message: Message, hides: bool) -> Room:
    """As a change of the room, so that every open tab hears of it. The lock hands its numbers out in the order of commits."""
    room: Room = Room.objects.select_for_update().get(pk=message.room_id)
    room.last_change += 1
    room.save(update_fields=["last_change"])
    Message.objects.filter(pk=message.pk).update(is_hidden=hides, change=room.last_change)
    mark_changed("discussion", id_in_room(room.pk, message.seq))
    return room


def _thing(message: Message) -> str:
    return f"message:{message.id_in_room}"
