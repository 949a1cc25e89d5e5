"""Whoever took an account by changing its address is put out again: for three days the old mailbox can undo it."""

from datetime import date, timedelta
from functools import partial

from allauth.account.forms import default_token_generator
from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.errors import Refusal
from network.access.gate import action
from network.people.models import Member
from network.people.sign_in.devices import end_sessions
from network.people.sign_in.mails import mail_password_link
from search.site import site_origin

UNDO_HOURS = 72
_SALT = "network.people.sign_in.address_undo"


class UndoIsOver(Refusal):
    sentence = _(
        "This link no longer works: the address is back already, or three days are over. Write to the organisers."
    )


class OldAddressTaken(Refusal):
    sentence = _("Another account has the old address by now. Write to the organisers of your training.")


def undo_link(member: Member, before: str) -> str:
    """For the old address, in the transaction in which it is changed."""
    token = signing.dumps([member.pk, before, timezone.localdate().isoformat()], salt=_SALT)
    with override(member.language):
        return f"{site_origin()}{reverse('account_email_undo', args=[token])}"


def address_to_restore(token: str) -> tuple[Member, str, date]:
    """Whose address it was, which one, and the day on which it was changed. Raises UndoIsOver."""
    try:
        owner, before, day = signing.loads(token, salt=_SALT, max_age=timedelta(hours=UNDO_HOURS))
    except (signing.BadSignature, ValueError, TypeError):
        raise UndoIsOver from None
    member = Member.objects.filter(pk=owner).exclude(email=before).first()
    if member is None:
        raise UndoIsOver
    return member, str(before), date.fromisoformat(day)


@action
def undo_address(token: str) -> Member:
    """Give the old address back, end all sessions, and let its owner choose a new password by a link that comes there.

    The password was known to whoever changed the address. Second steps from three days before the change or later go,
    for they may be his; older ones stay, for the old mailbox may be what was stolen. Raises UndoIsOver, OldAddressTaken.
    """
    found, before, day = address_to_restore(token)
    account = Member.objects.select_for_update().get(pk=found.pk)
    if Member.objects.filter(email=before).exclude(pk=account.pk).exists():
        raise OldAddressTaken
    end_sessions(account, whose=lambda _device: True)
    account.email = before
    account.set_unusable_password()
    account.save(update_fields=["email", "password"])
    since = day - timedelta(hours=UNDO_HOURS)
    Authenticator.objects.filter(user=account, created_at__date__gte=since).delete()
    record(Act.ADDRESS_RESTORED, f"person:{account.pk}", by=account)
    if account.is_active:
        key = default_token_generator.make_token(account)
        transaction.on_commit(partial(mail_password_link, account, "address_restored", key))
    return account
