"""One's own address: changed with the password and by a link, and by nobody else; and what else could carry an account away."""

import re

import pytest
from django.core import mail
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse

from network.people.models import Member
from network.people.sign_in import address
from tests.factories import PASSWORD, MemberFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/account/email/"
NEW = "new@office.example"


@pytest.fixture
def known() -> Member:
    return MemberFactory(email="aigul@office.example", language="ru")


@pytest.fixture
def browser(client: Client, known: Member) -> Client:
    client.force_login(known)
    return client


def link_to(email: str) -> str:
    (message,) = (message for message in mail.outbox if message.to == [email])
    return re.search(r"https?://[^/]+(/ru/\S+)", message.body)[1]


def email_of(member: Member) -> str:
    return Member.objects.get(pk=member.pk).email


def test_a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told(
    browser: Client, known: Member, django_capture_on_commit_callbacks
) -> None:
    browser.post(PAGE, {"email": " New@Office.example", "password": PASSWORD})
    link = link_to(NEW)
    assert browser.get(link).status_code == 200
    assert email_of(known) == "aigul@office.example", "opening the link is not yet saying yes"
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(link)
    assert email_of(known) == NEW
    assert [message.to for message in mail.outbox[-2:]] == [["aigul@office.example"], [NEW]]
    browser.post(link)
    assert email_of(known) == NEW
    assert Client().post("/en/account/login/", {"login": NEW, "password": PASSWORD}).status_code == 302
    old = {"login": "aigul@office.example", "password": PASSWORD}
    assert Client().post("/en/account/login/", old).status_code == 200


def test_without_the_password_no_address_changes(browser: Client) -> None:
    page = browser.post(PAGE, {"email": NEW, "password": "not it"})
    assert "This is not your password" in page.content.decode()
    assert 'value="new@office.example"' in page.content.decode()
    assert not mail.outbox


def test_nobody_is_told_that_another_account_has_an_address(browser: Client) -> None:
    taken = MemberFactory(email="taken@office.example")
    answers = [
        browser.post(PAGE, {"email": email, "password": PASSWORD}, follow=True).content.decode().replace(email, "")
        for email in (taken.email, NEW)
    ]
    without_tokens = [re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer) for answer in answers]
    assert without_tokens[0] == without_tokens[1]
    assert [message.to for message in mail.outbox] == [[NEW]]


def test_an_address_taken_meanwhile_stays_with_who_has_it(browser: Client, known: Member) -> None:
    browser.post(PAGE, {"email": NEW, "password": PASSWORD})
    MemberFactory(email=NEW)
    assert "Этот адрес уже у другой" in browser.post(link_to(NEW)).content.decode()
    assert email_of(known) == "aigul@office.example"


@pytest.mark.parametrize("whose", ["another's", "of before", "forged", "old"])
def test_a_link_is_for_one_member_and_the_address_he_has(
    browser: Client, known: Member, whose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = MemberFactory() if whose == "another's" else known
    before = "earlier@office.example" if whose == "of before" else owner.email
    token = dumps([owner.pk, before, NEW], salt="forged" if whose == "forged" else address._SALT)
    if whose == "old":
        monkeypatch.setattr(address, "LINK_SECONDS", -1)
    page = browser.post(reverse("account_email_confirm", args=[token]))
    assert "no longer works" in page.content.decode()
    assert email_of(known) == "aigul@office.example"


def test_a_changed_password_signs_every_other_browser_out(browser: Client, known: Member) -> None:
    other = Client()
    other.force_login(known)
    new = {"oldpassword": PASSWORD, "password1": "steppe and glacier", "password2": "steppe and glacier"}
    assert browser.post("/en/account/password/change/", new).status_code == 302
    assert browser.get("/en/notices/").status_code == 200, "the browser that did it stays"
    assert other.get("/en/notices/").status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "\x01//evil.example",
    ],
)
@pytest.mark.parametrize("door", ["login", "logout", "reauthenticate"])
def test_no_door_leads_to_another_site(browser: Client, known: Member, door: str, elsewhere: str) -> None:
    doing = Client() if door == "login" else browser
    answers = {"login": known.email, "password": PASSWORD, "next": elsewhere}
    response = doing.post(f"/en/account/{door}/?next={elsewhere}", answers)
    assert response.status_code == 302
    assert "evil" not in response.headers["Location"]
    assert "javascript" not in response.headers["Location"]


@pytest.mark.parametrize("path", ["confirm-email/", "confirm-email/abc/", "login/code/confirm/", "3rdparty/"])
def test_doors_that_the_house_does_not_offer_are_closed(browser: Client, path: str) -> None:
    assert browser.get(f"/en/account/{path}").status_code == 404
