"""All that organisers and administrators do with accounts. Nobody sets another's password: he sends a link."""

from collections.abc import Iterable
from functools import partial

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction

from network.access.audit.acts import Act
from network.access.audit.origin import acting
from network.access.audit.recording import record
from network.access.gate import action
from network.handover import Words
from network.people.accounts.authority import Authority
from network.people.accounts.errors import (
    AccountClosed,
    AccountOpen,
    AddressInUse,
    BeyondYourOwn,
    NoSecondStep,
    YourOwnAccount,
)
from network.people.fields import normalize_address
from network.people.leaving.actions import close_account
from network.people.models import Leaving, Member, Profile
from network.people.sign_in.address import tell_old_address
from network.people.sign_in.devices import end_sessions
from network.people.sign_in.mails import mail_member
from search.index.outbox import mark_changed


@action
def invite(
    keeper: Member, *, email: str, name: str, language: str, groups: Iterable[Group], is_superuser: bool = False
) -> Member:
    """Make an account that nobody can sign in to until its owner has chosen a password by a link. Raises BeyondYourOwn."""
    authority = Authority(keeper)
    if not authority.is_given:
        raise BeyondYourOwn
    member = Member(email=email, name=name, language=language)
    member.set_unusable_password()
    member.save()
    Profile.objects.create(member=member)
    _give(authority, member, groups=groups, is_superuser=is_superuser)
    mark_changed("person", member.pk)
    record(Act.INVITED, f"person:{member.pk}", by=keeper)
    return member


@action
def correct(
    keeper: Member,
    member: Member,
    *,
    email: str,
    name: str,
    language: str,
    groups: Iterable[Group] | None = None,
    is_superuser: bool | None = None,
) -> Member:
    """Change an account; None leaves groups and superuser as they are. Raises BeyondYourOwn, AddressInUse, YourOwnAccount."""
    authority = Authority(keeper)
    account = _locked(authority, member)
    if keeper.pk == account.pk and (groups is not None or is_superuser is not None):
        raise YourOwnAccount
    if normalize_address(email) != account.email and not authority.may_readdress(account):
        raise AddressInUse
    before, had_mail = account.email, account.gets_mail
    changed = [field for field, new in (("name", name), ("language", language)) if getattr(account, field) != new]
    account.name, account.language, account.email = name, language, email
    account.save(update_fields=["name", "language", "email"])
    if account.email != before and had_mail:
        tell_old_address(account, before)
    _give(authority, account, groups=groups, is_superuser=is_superuser)
    for profile in Profile.objects.filter(member=account):
        profile.save(update_fields=["name_key"])
    mark_changed("person", account.pk)
    if account.email != before:
        changed.append("address")
    if changed:
        record(Act.ACCOUNT_CHANGED, f"person:{account.pk}", by=keeper, details=", ".join(changed))
    return account


@action
def close(keeper: Member, member: Member, *, words: Words = Words.FORMER) -> None:
    """Nobody signs in to it any more, and open tabs are shut. After fourteen days it is erased, and what its owner wrote under
    his name becomes what `words` says. He is told by mail. Raises BeyondYourOwn, YourOwnAccount, AccountClosed.
    """
    account = _locked(Authority(keeper), member)
    if keeper.pk == account.pk:
        raise YourOwnAccount
    if not account.is_active:
        raise AccountClosed
    close_account(account, words=words, by_keeper=True)
    record(Act.ACCOUNT_CLOSED, f"person:{account.pk}", by=keeper, details=words.value)


@action
def reopen(keeper: Member, member: Member) -> Member:
    """Let its owner in again, by a new password: what was signed in before it was closed stays out.

    Raises BeyondYourOwn, or AccountOpen: its owner would lose a password that is in use.
    """
    account = _locked(Authority(keeper), member)
    if account.is_active:
        raise AccountOpen
    account.is_active = True
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    Leaving.objects.filter(member=account).delete()
    mark_changed("person", account.pk)
    record(Act.ACCOUNT_OPENED, f"person:{account.pk}", by=keeper)
    return account


@action
def remove_second_step(keeper: Member, member: Member) -> None:
    """Its owner has lost it: he is signed out everywhere, told by mail, and sets up another one.

    Raises BeyondYourOwn, YourOwnAccount, NoSecondStep.
    """
    account = _locked(Authority(keeper), member)
    if keeper.pk == account.pk:
        raise YourOwnAccount
    steps = Authenticator.objects.filter(user=account)
    if not steps.exists():
        raise NoSecondStep
    steps.delete()
    end_sessions(account, whose=lambda _device: True, by=keeper)
    record(Act.SECOND_STEP_REPLACED, f"person:{account.pk}", by=keeper)
    if account.gets_mail:
        transaction.on_commit(partial(mail_member, account, "second_step_removed", to=account.email))


def _locked(authority: Authority, member: Member) -> Member:
    """The row as it is now: what it may do can have grown since the screen was opened."""
    account = Member.objects.of_people().select_for_update().get(pk=member.pk)
    if not authority.covers(account):
        raise BeyondYourOwn
    return account


def _give(authority: Authority, member: Member, *, groups: Iterable[Group] | None, is_superuser: bool | None) -> None:
    if is_superuser is not None and is_superuser != member.is_superuser:
        if not authority.keeper.is_superuser:
            raise BeyondYourOwn
        member.is_superuser = is_superuser
        member.save(update_fields=["is_superuser"])
        sign = "+" if is_superuser else "-"
        record(Act.ROLES_CHANGED, f"person:{member.pk}", by=authority.keeper, details=f"{sign}Administrator")
    if groups is None:
        return
    offered, chosen = set(authority.groups), set(groups)
    if not chosen <= offered:
        raise BeyondYourOwn
    with acting(authority.keeper.pk):
        member.groups.set(chosen | (set(member.groups.all()) - offered))
