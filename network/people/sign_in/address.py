"""One's own address is changed by oneself: with the password, and a link that comes to the new address."""

from functools import partial

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.errors import Refusal
from network.access.gate import action
from network.people.models import Member
from network.people.sign_in.address_undo import UNDO_HOURS, undo_link
from network.people.sign_in.mails import mail_member
from search.site import site_origin

LINK_SECONDS = 24 * 60 * 60
_SALT = "network.people.sign_in.address"


class LinkIsOver(Refusal):
    sentence = _("This link no longer works. Ask for a new one; your address is the one you sign in with now.")


class AddressTaken(Refusal):
    sentence = _("Another account has this address by now. Yours stays as it is.")


def send_address_link(member: Member, new: str) -> None:
    """To an address of another account goes nothing, and nobody is told that it has one."""
    if Member.objects.filter(email=new).exists():
        return
    token = signing.dumps([member.pk, member.email, new], salt=_SALT)
    with override(member.language):
        path = reverse("account_email_confirm", args=[token])
    mail_member(member, "address_link", to=new, link=f"{site_origin()}{path}")


def address_in(token: str, member: Member) -> str:
    """The new address. Raises LinkIsOver unless the link was sent for this member and the address he still has."""
    try:
        owner, before, new = signing.loads(token, salt=_SALT, max_age=LINK_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkIsOver from None
    if (owner, before) != (member.pk, member.email):
        raise LinkIsOver
    return str(new)


@action
def change_own_address(member: Member, token: str) -> None:
    """Take the address from a link. The old one is told, and can undo it; so is the new one. Raises LinkIsOver, AddressTaken."""
    account = Member.objects.select_for_update().get(pk=member.pk)
    before, account.email = account.email, address_in(token, account)
    try:
        with transaction.atomic():
            account.save(update_fields=["email"])
    except IntegrityError:
        raise AddressTaken from None
    details = {"undo": undo_link(account, before), "hours": UNDO_HOURS, "new": account.email}
    transaction.on_commit(partial(mail_member, account, "address_changed_by_owner", to=before, **details))
    transaction.on_commit(partial(mail_member, account, "address_is_new", to=account.email))
    record(Act.ADDRESS_CHANGED, f"person:{account.pk}", by=account)


def tell_old_address(member: Member, before: str) -> None:
    """An organiser changed it: after the commit the old one learns that it leads in no longer. It cannot undo that, for
    a mailbox that was stolen is a reason to change it."""
    transaction.on_commit(partial(mail_member, member, "address_changed", to=before, new=member.email))
