"""All that a moderator does about a message: it is hidden, its author reads why, its author is silent for some days."""

from datetime import timedelta

from django.utils.timezone import localdate

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.people.models import Member
from network.rooms.changes import number_changes
from network.rooms.models import Message, Moderation
from network.rooms.models.moderation import Reason


@action
def moderate_message(
    message: Message, moderator: Member, *, reason: Reason, word: str = "", hides: bool = False, mute_days: int = 0
) -> None:
    """Say to the author of `message` what is wrong with it; hide it from all others; let him say nothing in its room for
    `mute_days`, today being the first. A second time it replaces what was done before.

    The caller has found the message through the gate.
    """
    until = localdate() + timedelta(days=mute_days - 1) if mute_days else None
    fields = {"reason": reason, "word": word, "muted_until": until}
    Moderation.objects.update_or_create(message=message, defaults=fields)
    done = ["hidden"] if hides else []
    done += [f"muted {mute_days} days"] if mute_days else []
    _hide(message, hides)
    record(Act.MESSAGE_MODERATED, _thing(message), by=moderator, details=", ".join([reason.value, *done]))


@action
def lift_moderation(message: Message, moderator: Member) -> None:
    """Take all of it back: it is read by all as before, and its author may speak."""
    Moderation.objects.filter(message=message).delete()
    _hide(message, False)
    record(Act.MODERATION_LIFTED, _thing(message), by=moderator)


def _hide(message: Message, hides: bool) -> None:
    number_changes([message])
    message.is_hidden = hides
    message.save(update_fields=["is_hidden", "change"])


def _thing(message: Message) -> str:
    return f"message:{message.id_in_room}"
