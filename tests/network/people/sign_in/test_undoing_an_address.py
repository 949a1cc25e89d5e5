"""Whoever learns a password and changes the address has the account for three days at most: the old mailbox takes it back."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from network.access.audit.acts import Act
from network.people.models import Member
from tests.factories import PASSWORD, MemberFactory
from tests.network.access.audit.written import written

pytestmark = pytest.mark.django_db
LOGIN, PAGE = "/en/account/login/", "/en/account/email/"
OLD, NEW = "aigul@office.example", "thief@elsewhere.example"


@pytest.fixture
def owner() -> Member:
    return MemberFactory(email=OLD, language="ru")


@pytest.fixture
def thief(owner: Member, django_capture_on_commit_callbacks: Any) -> Client:
    """Signed in with the password, and with the address changed."""
    client = Client()
    client.post(LOGIN, {"login": OLD, "password": PASSWORD})
    client.post(PAGE, {"email": NEW, "password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link_to(NEW))
    assert Member.objects.get(pk=owner.pk).email == NEW
    return client


def link_to(email: str) -> str:
    message = [message for message in mail.outbox if message.to == [email] and "http" in message.body][-1]
    return re.search(r"https?://[^/]+(/ru/\S+)", message.body)[1]


def press(link: str, callbacks: Any) -> str:
    with callbacks(execute=True):
        return Client().post(link).content.decode()


def test_the_button_gives_the_address_back_and_puts_the_thief_out(
    owner: Member, thief: Client, django_capture_on_commit_callbacks: Any
) -> None:
    told = mail.outbox[-2:]
    assert [message.to for message in told] == [[OLD], [NEW]]
    assert "72 часов" in told[0].body
    assert "http" not in told[1].body, "the new address gets no way to undo it"
    link = link_to(OLD)
    assert OLD in Client().get(link).content.decode()
    assert Member.objects.get(pk=owner.pk).email == NEW, "a scanner of mail opens links"
    press(link, django_capture_on_commit_callbacks)
    assert Member.objects.get(pk=owner.pk).email == OLD
    assert thief.get("/en/people/").status_code == 302
    for email in (OLD, NEW):
        assert Client().post(LOGIN, {"login": email, "password": PASSWORD}).status_code == 200, "the password is known"
    (entry,) = written(Act.ADDRESS_RESTORED)
    assert (entry.actor_id, entry.thing) == (owner.pk, f"person:{owner.pk}")


def test_the_owner_chooses_a_new_password_by_the_mail_that_then_comes(
    owner: Member, thief: Client, django_capture_on_commit_callbacks: Any
) -> None:
    press(link_to(OLD), django_capture_on_commit_callbacks)
    assert mail.outbox[-1].to == [OLD]
    browser = Client()
    form = browser.get(link_to(OLD), follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": "steppe and glacier", "password2": "steppe and glacier"})
    assert browser.get("/en/people/").status_code == 200


def test_it_is_undone_too_when_the_address_was_changed_once_more(
    owner: Member, thief: Client, django_capture_on_commit_callbacks: Any
) -> None:
    Member.objects.filter(pk=owner.pk).update(email="third@elsewhere.example")
    press(link_to(OLD), django_capture_on_commit_callbacks)
    assert Member.objects.get(pk=owner.pk).email == OLD


def test_the_link_works_once_and_for_three_days(
    owner: Member, thief: Client, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, now = link_to(OLD), time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 72 * 3600 + 60)
    assert "больше не работает" in press(link, django_capture_on_commit_callbacks)
    assert Member.objects.get(pk=owner.pk).email == NEW
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 72 * 3600 - 60)
    press(link, django_capture_on_commit_callbacks)
    assert Member.objects.get(pk=owner.pk).email == OLD
    assert "больше не работает" in press(link, django_capture_on_commit_callbacks)
    assert "больше не работает" in press(link[:-4] + "xxx/", django_capture_on_commit_callbacks)


def test_an_old_address_that_another_has_by_now_stays_with_him(
    owner: Member, thief: Client, django_capture_on_commit_callbacks: Any
) -> None:
    MemberFactory(email=OLD)
    assert "уже у другой" in press(link_to(OLD), django_capture_on_commit_callbacks)
    assert Member.objects.get(pk=owner.pk).email == NEW


def test_second_steps_of_those_days_go_and_older_ones_stay(
    owner: Member, thief: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """The thief's could be among the new ones; an old one keeps out whoever has stolen the old mailbox."""
    old, new = (Authenticator(user=owner, type=kind, data={"secret": "x"}) for kind in ("totp", "webauthn"))
    old.created_at = timezone.now() - timedelta(days=5)
    for step in (old, new):
        step.save()
    press(link_to(OLD), django_capture_on_commit_callbacks)
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["totp"]


def test_an_address_that_an_administrator_changed_is_not_undone_from_the_old_mailbox(
    owner: Member, django_capture_on_commit_callbacks: Any
) -> None:
    """That the old mailbox was stolen may be why he did."""
    from network.people.accounts.actions import correct

    with django_capture_on_commit_callbacks(execute=True):
        correct(MemberFactory(is_superuser=True), owner, email=NEW, name=owner.name, language="ru")
    (message,) = mail.outbox
    assert message.to == [OLD]
    assert "http" not in message.body
