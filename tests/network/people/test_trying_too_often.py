"""Wrong passwords at every throttle: whoever guesses waits longer and longer, and nobody else does."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client

from network.people.accounts.mail import send_sign_in_link
from network.people.models import Member
from network.throttling.models import AttemptCount
from tests.factories import PASSWORD, MemberFactory
from tests.translations import LANGUAGES

pytestmark = pytest.mark.django_db
LOGIN, RESET = "/en/account/login/", "/en/account/password/reset/"
OFFICE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def known() -> Member:
    return MemberFactory(email="aigul@office.example", language="ru")


def at(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def sign_in(browser: Client, email: str, password: str = PASSWORD, path: str = LOGIN) -> Any:
    return browser.post(path, {"login": email, "password": password})


def guess(browser: Client, email: str, times: int) -> str:
    pages = [sign_in(browser, email, f"guess {time}").content.decode() for time in range(times)]
    return pages[-1]


def test_wrong_passwords_from_elsewhere_never_keep_the_right_person_out(known: Member) -> None:
    assert "Too many wrong passwords" in guess(at(ELSEWHERE), known.email, 12)
    assert sign_in(at(OFFICE), known.email).status_code == 302


def test_the_slips_of_a_room_lock_nobody_in_it_out(known: Member) -> None:
    for number in range(30):
        guess(at(OFFICE), MemberFactory(email=f"{number}@office.example").email, 2)
    assert sign_in(at(OFFICE), known.email).status_code == 302


def test_who_was_signed_in_here_before_waits_for_no_neighbour(known: Member) -> None:
    own = at(OFFICE)
    sign_in(own, known.email)
    own.post("/en/account/logout/")
    guess(at(OFFICE), known.email, 6)
    assert sign_in(at(OFFICE), known.email).status_code == 200
    assert sign_in(own, known.email).status_code == 302


def test_a_browser_is_known_for_the_accounts_that_were_signed_in_there_alone(known: Member) -> None:
    thief = at(OFFICE)
    sign_in(thief, MemberFactory(email="thief@office.example").email)
    thief.post("/en/account/logout/")
    guess(at(OFFICE), known.email, 6)
    assert sign_in(thief, known.email).status_code == 200
    thief.cookies["known_device"] = "WyJmb3JnZWQiXQ:1:forged"
    assert sign_in(thief, known.email).status_code == 200


def test_the_sentence_says_the_true_wait_in_the_language_of_the_page(known: Member) -> None:
    browser = at(ELSEWHERE)
    guess(browser, known.email, 5)
    seconds = int(re.search(r"Try again in (\d+) seconds", sign_in(browser, known.email).content.decode())[1])
    assert 1 <= seconds <= 15
    AttemptCount.objects.filter(waits_until__isnull=False).update(waits_until=None)
    guess(browser, known.email, 3)
    assert re.search(r"через \d+ секунд", sign_in(browser, known.email, path="/ru/account/login/").content.decode())
    AttemptCount.objects.filter(waits_until__isnull=False).update(waits_until=None)
    assert sign_in(browser, known.email).status_code == 302, "when the wait is over the right password is right"


def test_waiting_is_alike_whether_there_is_an_account_or_not(known: Member) -> None:
    pages = [
        re.sub(r'value="[^"]*"|nonce="[^"]*"|\d+ second', "", guess(at(ELSEWHERE), email, 7))
        for email in (known.email, "nobody@office.example")
    ]
    assert pages[0] == pages[1]
    assert "Too many wrong passwords" in pages[0]


def test_a_link_from_a_mail_leads_in_past_every_wait(known: Member) -> None:
    browser = at(ELSEWHERE)
    guess(browser, known.email, 6)
    browser.post(RESET, {"email": known.email})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = browser.get(link, follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": "steppe and glacier", "password2": "steppe and glacier"})
    assert browser.get("/en/notices/").status_code == 200


def test_asking_for_mails_again_and_again_waits_and_tells_nothing(known: Member) -> None:
    pages = []
    for email in (known.email, "nobody@office.example"):
        answers = [at(ELSEWHERE).post(RESET, {"email": email}) for _time in range(4)]
        assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
        pages.append(re.sub(r'value="[^"]*"|nonce="[^"]*"|\d+ (second|minute)', "", answers[-1].content.decode()))
    assert pages[0] == pages[1]
    assert "Several mails are on their way" in pages[0]
    assert at(OFFICE).post(RESET, {"email": known.email}).status_code == 302, "elsewhere one may still ask"


def test_a_mailbox_is_not_flooded_from_many_places(known: Member) -> None:
    for number in range(14):
        assert at(f"203.0.113.{number}").post(RESET, {"email": known.email}).status_code == 302
    assert len(mail.outbox) == 10


def test_a_signed_in_browser_is_no_place_to_guess_the_password(known: Member) -> None:
    browser = at(OFFICE)
    browser.force_login(known)
    new = {"password1": "steppe and glacier", "password2": "steppe and glacier"}
    for path, field in (("/en/account/password/change/", "oldpassword"), ("/en/account/reauthenticate/", "password")):
        pages = [browser.post(path, {field: f"guess {time}", **new}).content.decode() for time in range(6)]
        assert "Too many wrong passwords" in pages[-1]
        assert browser.post(path, {field: PASSWORD, **new}).status_code == 200


def test_codes_of_the_second_step_are_counted_too(known: Member) -> None:
    TOTP.activate(known, generate_totp_secret())
    assert Authenticator.objects.filter(user=known).exists()
    browser = at(ELSEWHERE)
    sign_in(browser, known.email)
    pages = [
        browser.post("/en/account/2fa/authenticate/", {"code": f"{time:06}"}).content.decode() for time in range(6)
    ]
    assert "Too many wrong codes" in pages[-1]


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_entrance_speaks_the_members_language(known: Member, language: str, english: Any) -> None:
    Member.objects.filter(pk=known.pk).update(language=language)
    here, browser = f"/{language}/account", at(OFFICE)
    for _time in range(6):
        sign_in(browser, known.email, "wrong", path=f"{here}/login/")
        browser.post(f"{here}/password/reset/", {"email": known.email})
    browser.force_login(known)
    for answers in ({"email": "new@office.example", "password": PASSWORD}, {"email": known.email, "password": "wrong"}):
        assert browser.post(f"{here}/email/", answers, follow=True).status_code in (200, 422)
    link = re.search(r"https?://[^/]+(/\S+)", next(m.body for m in mail.outbox if m.to == ["new@office.example"]))[1]
    assert browser.get(link).status_code == 200
    send_sign_in_link(Member.objects.get(pk=known.pk))
    assert english(language) == set()
