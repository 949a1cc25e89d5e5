"""Closing an account for good, and taking that back; after fourteen days it is erased."""

from functools import partial

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Page

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.handover import Words
from network.people.leaving.errors import AlreadyClosed, LastAdministrator, LinkIsOver
from network.people.models import Leaving, Member
from network.people.sign_in.mails import mail_member
from search.index.outbox import mark_changed
from search.site import site_origin

_SALT = "network.people.leaving"


@action
def leave(member: Member, *, password: str, words: Words) -> Leaving:
    """A member closes his own account: he is out everywhere at once, and gets a mail by which he can take it back.

    password: his own, which the caller has checked. Raises LastAdministrator, or AlreadyClosed: what he pressed twice is
    done once, and what an organiser has closed he does not open by his own link.
    """
    account, others = _locked_with_administrators(member)
    if not account.is_active:
        raise AlreadyClosed
    if account.is_superuser and not others:
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
    unlock_texts(account.pk)
    leaving, _made = Leaving.objects.update_or_create(member=account, defaults={"words": words, "by_keeper": by_keeper})
    mark_changed("person", account.pk)
    _tell_owner(leaving)
    return leaving


def unlock_texts(member_id: int) -> None:
    """Those that he locked as an editor: nobody else could unlock them, and their authors would wait for ever."""
    Page.objects.filter(locked_by=member_id).update(locked=False, locked_by=None, locked_at=None)


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
    account = Member.objects.select_for_update().filter(pk=leaving_in(token).member_id).first()
    leaving = leaving_in(token)  # again under the lock: the worker may have erased it, or an organiser closed it
    if account is None:
        raise LinkIsOver
    account.is_active = True
    account.save(update_fields=["is_active"])
    leaving.delete()
    mark_changed("person", account.pk)
    record(Act.LEAVING_UNDONE, f"person:{account.pk}", by=account)
    return account


def _locked_with_administrators(member: Member) -> tuple[Member, list[Member]]:
    """His account, and those of the other administrators. All are locked, in one order: of two who leave at once the second
    sees that the first has left."""
    rows = Member.objects.select_for_update().filter(Q(pk=member.pk) | Q(is_superuser=True)).order_by("pk")
    accounts = {account.pk: account for account in rows}
    account = accounts.pop(member.pk)
    return account, [other for other in accounts.values() if other.is_active]
