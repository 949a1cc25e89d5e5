"""What becomes of what somebody wrote when he leaves: each part says it for its own rows."""

from collections.abc import Callable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Words(TextChoices):
    """What stands under somebody's name when he is gone."""

    NAMED = "named", _("It stays, with my name")
    FORMER = "former", _("It stays, as that of “a former participant”")
    REMOVED = "removed", _("It is removed")


Handover = Callable[[int, Words], None]
_handovers: list[Handover] = []


def register_handover(handover: Handover) -> None:
    """Let `handover(member_id, words)` see to the rows of its part that outlive the account.

    Afterwards no row that others have a share in may hang on the account (but by its name alone, where that stays), and no
    seal may fit it. Rows that are its own alone go with it.
    """
    if handover not in _handovers:
        _handovers.append(handover)


def hand_over(member_id: int, words: Words) -> None:
    """Within a transaction, before the account goes."""
    for handover in _handovers:
        handover(member_id, words)
