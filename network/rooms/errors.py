"""All that a room may refuse."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal

# Statuses of refusals that pass by themselves: the same message may be taken a little later.
RETRYABLE = frozenset({429, 503})


class RoomClosed(Refusal):
    sentence = _("This room is closed: one can read here, and write no more. Your text is kept on this device.")


class RuleNotAccepted(Refusal):
    status = 403
    sentence = _("First read the rule of this room and accept it: open the room again. Your text is kept.")


class NotOpenYet(Refusal):
    """why: the sentence that the pages show, too. It passes when somebody comes, and nobody knows when: the words wait until their
    author sends them again, for under the rule nothing is said at an hour that he has not chosen.
    """

    status = 409
    sentence = _("%(why)s Your text is kept; try again when the room is open.")

    def __init__(self, why: str) -> None:
        super().__init__(why=why)


class Muted(Refusal):
    sentence = _(
        "A moderator has asked you to say nothing in this room up to and with %(day)s. The reason stands on your message "
        "here. Your text is kept on this device."
    )


class ClientIdReused(Refusal):
    sentence = _("An earlier version of this message is in the room already. Reload to see it; your text is kept.")


class RateLimited(Refusal):
    status = 429
    sentence = _("That was a lot in one minute. Your text is kept; send it again in a minute.")


class StorageUnavailable(Refusal):
    status = 503
    sentence = _("This could not be stored just now. Your text is kept; send it again in a minute.")


class EmptyMessage(Refusal):
    sentence = _("There are no words in this message yet.")


class TooLong(Refusal):
    sentence = _("A message has at most %(limit)s characters. Share what is longer as a case, or in two parts.")
