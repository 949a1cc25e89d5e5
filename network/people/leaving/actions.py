"""Closing an account for good, and taking that back; after fourteen days it is erased."""

from functools import partial

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.handover import Words
from network.people.leaving.errors import LastAdministrator, LinkIsOver
from network.people.models import Leaving, Member
from network.people.sign_in.mails import mail_member
from search.index.outbox import mark_changed
from search.site import site_origin

_SALT = "network.people.leaving"


@action
def leave(member: Member, *, password: str, words: Words) -> Leaving:
    """A member closes his own account: he is out everywhere at once, and gets a mail by which he can take it back.

    password: his own, which the caller has checked. Raises LastAdministrator.
    """
    account = Member.objects.select_for_update().get(pk=member.pk)
    if account.is_superuser and not _other_administrators(account):
        raise LastAdministrator
    # The same one, salted anew: it lets him in again after he took it back, and every session that there is goes by the old.
    account.set_password(password)
    leaving = close_account(account, words=words)
    record(Act.ACCOUNT_LEFT, f"person:{account.pk}", by=account, details=words.value)
    return leaving


def close_account(account: Member, *, words: Words, by_keeper: bool = False) -> Leaving:
    """Within the transaction of who closes it."""
    account.is_active = False
    account.save(update_fields=["is_active", "password"])
    leaving, _made = Leaving.objects.update_or_create(member=account, defaults={"words": words, "by_keeper": by_keeper})
    mark_changed("person", account.pk)
    _tell_owner(leaving)
    return leaving


def _tell_owner(leaving: Leaving) -> None:
    member = leaving.member
    if not member.gets_mail:
        return
    with override(member.language):
        until = date_format(leaving.erased_on)
        path = "" if leaving.by_keeper else reverse("account_stay", args=[_token(leaving)])
    template = "account_closed" if leaving.by_keeper else "account_left"
    details = {"until": until, "words": leaving.words, "link": f"{site_origin()}{path}"}
    transaction.on_commit(partial(mail_member, member, template, to=member.email, **details))


def _token(leaving: Leaving) -> str:
    return signing.dumps([leaving.pk, leaving.member_id], salt=_SALT)


def leaving_in(token: str) -> Leaving:
    """Raises LinkIsOver for what was taken back, is erased, or lies with an organiser."""
    try:
        number, member = signing.loads(token, salt=_SALT, max_age=(Leaving.DAYS + 1) * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkIsOver from None
    found = Leaving.objects.filter(pk=number, member=member, by_keeper=False).select_related("member").first()
    if found is None:
        raise LinkIsOver
    return found


@action
def stay(token: str) -> Member:
    """Take it back by the link that came by mail. Raises LinkIsOver."""
    leaving = leaving_in(token)
    account = Member.objects.select_for_update().get(pk=leaving.member_id)
    account.is_active = True
    account.save(update_fields=["is_active"])
    leaving.delete()
    mark_changed("person", account.pk)
    record(Act.LEAVING_UNDONE, f"person:{account.pk}", by=account)
    return account


def _other_administrators(account: Member) -> bool:
    return Member.objects.filter(is_superuser=True, is_active=True).exclude(pk=account.pk).exists()
