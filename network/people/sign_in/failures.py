"""A wrong password, or a wrong code, in the audit log."""

from functools import partial

from network.access.audit.acts import Act
from network.access.audit.origin import note_later
from network.access.audit.recording import record
from network.people.fields import normalize_address
from network.people.models import Member
from network.throttling.throttles import Throttle


def note_failure(email: str, throttle: Throttle) -> None:
    """After the answer, or how long it takes would tell who has an account. Of an address without one nothing is kept:
    whoever types a password into the wrong field would find it in the log."""
    note_later(partial(_note, email, throttle.name))


def _note(email: str, where: str) -> None:
    member = Member.objects.of_people().filter(email=normalize_address(email)).first()
    if member:
        record(Act.SIGN_IN_FAILED, f"person:{member.pk}", details=where)
