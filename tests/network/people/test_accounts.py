"""Signing in and out, and a new password."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from network.people.models import DUPLICATE_DOMAIN, Member
from tests.factories import PASSWORD, MemberFactory

pytestmark = pytest.mark.django_db
LOGIN = "/en/account/login/"


@pytest.fixture
def known() -> Member:
    return MemberFactory(email="aigul@office.example", language="ru")


def sign_in(client: Client, email: str, password: str, **more: str) -> object:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def test_a_member_signs_in_by_mail_address_whatever_its_case(client: Client, known: Member) -> None:
    response = sign_in(client, "Aigul@Office.example", PASSWORD)
    assert response.status_code == 302
    assert "Sign out" in client.get("/en/").content.decode()


def test_wrong_password_and_unknown_address_get_the_same_sentence_and_keep_the_address(
    client: Client, known: Member
) -> None:
    pages = []
    for email in (known.email, "nobody@office.example"):
        page = sign_in(client, email, "wrong").content.decode()
        assert "Mail and password do not fit each other" in page
        assert email in page
        pages.append(re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page))
    assert pages[0] == pages[1]


def test_after_signing_in_one_is_where_one_wanted_to_go(client: Client, known: Member) -> None:
    assert client.get("/en/notices/").headers["Location"] == f"{LOGIN}?next=/en/notices/"
    assert sign_in(client, known.email, PASSWORD, next="/en/notices/").headers["Location"] == "/en/notices/"


def test_another_site_is_no_place_to_go_after_signing_in(client: Client, known: Member) -> None:
    assert (
        "elsewhere" not in sign_in(client, known.email, PASSWORD, next="https://elsewhere.example/").headers["Location"]
    )


def test_a_new_device_begins_in_the_members_own_language(client: Client, known: Member) -> None:
    assert sign_in(client, known.email, PASSWORD).headers["Location"] == "/ru/"


def test_signing_out_takes_a_button_not_a_link(client: Client, known: Member) -> None:
    client.force_login(known)
    client.get("/en/account/logout/")
    assert "Sign out" in client.get("/en/").content.decode()
    client.post("/en/account/logout/")
    assert "Sign out" not in client.get("/en/").content.decode()


def test_nobody_makes_an_account_for_himself(client: Client) -> None:
    assert "by invitation" in client.get("/en/account/signup/").content.decode()
    client.post(
        "/en/account/signup/", {"email": "new@office.example", "password1": "a b c d e f", "password2": "a b c d e f"}
    )
    assert not Member.objects.filter(email="new@office.example").exists()


def test_a_forgotten_password_is_replaced_through_a_mail(client: Client, known: Member) -> None:
    client.post("/en/account/password/reset/", {"email": known.email})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    assert link
    page = client.get(link[1], follow=True)
    address = page.redirect_chain[-1][0] if page.redirect_chain else link[1]
    client.post(address, {"password1": "steppe and glacier", "password2": "steppe and glacier"})
    assert sign_in(Client(), known.email, "steppe and glacier").status_code == 302


def test_asking_for_a_password_does_not_tell_who_has_an_account(client: Client, known: Member) -> None:
    answers = [
        client.post("/en/account/password/reset/", {"email": email}, follow=True).content
        for email in (known.email, "nobody@office.example")
    ]
    without_nonce = [re.sub(rb'nonce="[^"]*"|value="[^"]*"', b"", answer) for answer in answers]
    assert without_nonce[0] == without_nonce[1]
    assert [message.to for message in mail.outbox] == [[known.email]]


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/confirm/a/b/"])
def test_the_editors_side_has_no_entrance_of_its_own(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert "/account/" in response.headers["Location"]


def test_a_second_step_can_be_set_up(client: Client, known: Member) -> None:
    sign_in(client, known.email, PASSWORD)
    asked_again = client.get("/en/account/2fa/totp/activate/").headers["Location"]
    page = client.post(asked_again, {"password": PASSWORD}, follow=True).content.decode()
    assert "data:image/svg+xml" in page
    assert "Authenticator" in page


@pytest.mark.parametrize("password", ["aigul@office.example", "Bekova Nurlan qyzy"])
def test_nobody_takes_the_own_name_or_address_for_a_password(client: Client, known: Member, password: str) -> None:
    Member.objects.filter(pk=known.pk).update(name="Bekova Nurlan qyzy")
    client.force_login(Member.objects.get(pk=known.pk))
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = client.post("/en/account/password/change/", typed).content.decode()
    assert "too much like your name or your address" in page


@pytest.mark.parametrize(("email", "mails"), [("aigul@office.example", 1), (f"duplicate-7{DUPLICATE_DOMAIN}", 0)])
def test_a_new_password_is_told_of_where_there_is_a_mailbox(
    client: Client, email: str, mails: int, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(MemberFactory(email=email))
    typed = {"oldpassword": PASSWORD, "password1": "steppe and glacier", "password2": "steppe and glacier"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/password/change/", typed)
    assert len(mail.outbox) == mails
