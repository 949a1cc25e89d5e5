"""Where one is signed in: seen and ended by oneself, told by mail when it is new, and never to the hour."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from network.access.audit.acts import Act
from network.people.models import Member
from network.people.sign_in.devices import DEVICE, device_name, devices_of
from tests.factories import PASSWORD, MemberFactory
from tests.network.access.audit.written import written

pytestmark = pytest.mark.django_db
LOGIN, PAGE = "/en/account/login/", "/en/account/devices/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
OFFICE = "Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0"


def signed_in(member: Member, agent: str = OFFICE) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post(LOGIN, {"login": member.email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/en/people/").status_code == 200)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Chrome, Android"),
        (OFFICE, "Firefox, Windows"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15",
            "Safari, macOS",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) CriOS/123.0 Mobile Safari/604.1", "Chrome, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/122.0 YaBrowser/24.4 Safari/537.36", "Yandex Browser, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/122.0 Safari/537.36 Edg/122.0", "Edge, Windows"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_is_named_coarsely(rf: Any, agent: str, name: str) -> None:
    assert device_name(rf.get("/", headers={"User-Agent": agent})) == name


def test_one_sees_where_one_is_signed_in_and_ends_the_others_one_by_one(member: Member, other_member: Member) -> None:
    phone, office, strange = signed_in(member, PHONE), signed_in(member), signed_in(other_member)
    page = office.get(PAGE).content.decode()
    assert page.index("Firefox, Windows") < page.index("this one") < page.index("Chrome, Android")
    (there,) = re.findall(r'name="end" value="([0-9a-f]+)"', page)
    assert there not in phone.session.session_key
    office.post(PAGE, {"end": there})
    assert [is_in(one) for one in (office, phone, strange)] == [True, False, True]
    (entry,) = written(Act.SESSIONS_ENDED)
    assert (entry.actor_id, entry.thing, entry.details) == (member.pk, f"person:{member.pk}", "1")


def test_all_others_are_ended_at_once(member: Member, other_member: Member) -> None:
    phone, second, office, strange = (
        signed_in(member, PHONE),
        signed_in(member),
        signed_in(member),
        signed_in(other_member),
    )
    answer = office.post(PAGE, {"end": "others"}, follow=True).content.decode()
    assert "2 devices are signed out." in answer
    assert [is_in(one) for one in (office, phone, second, strange)] == [True, False, False, True]


@pytest.mark.parametrize("asked", ["", "nonsense", "this"])
def test_nothing_else_is_ended(member: Member, other_member: Member, asked: str) -> None:
    office, strange = signed_in(member), signed_in(other_member)
    this = devices_of(other_member, str(strange.session.session_key))[0].id
    office.post(PAGE, {"end": this if asked == "this" else asked})
    assert is_in(office)
    assert is_in(strange), "another's device has an id, too, and is not mine to end"


def test_a_session_that_a_new_password_has_ended_is_no_device(member: Member) -> None:
    signed_in(member, PHONE)
    office = signed_in(member)
    new = {"oldpassword": PASSWORD, "password1": "steppe and glacier", "password2": "steppe and glacier"}
    office.post("/en/account/password/change/", new)
    page = office.get(PAGE).content.decode()
    assert "Firefox, Windows" in page
    assert "Chrome, Android" not in page


def test_a_session_holds_the_day_and_neither_hour_nor_network_of_its_device(member: Member) -> None:
    client = signed_in(member)
    kept = Session.objects.get(pk=client.session.session_key).get_decoded()
    assert kept[DEVICE] == ["Firefox, Windows", dt.date.today().isoformat()] or len(kept[DEVICE][1]) == 10
    assert "127.0.0.1" not in str(kept)


def mails(callbacks: Any, act: Any) -> list[tuple[list[str], str]]:
    mail.outbox.clear()
    with callbacks(execute=True):
        act()
    return [(message.to, message.subject) for message in mail.outbox]


def test_a_sign_in_on_a_new_device_is_told_by_mail_and_the_next_one_there_is_not(
    member: Member, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client(headers={"User-Agent": OFFICE})
    send = {"login": member.email, "password": PASSWORD}
    told = mails(django_capture_on_commit_callbacks, lambda: client.post(LOGIN, send))
    assert told == [([member.email], "A new device at Chaikhana")]
    assert "on a device that is new to the site: Firefox, Windows." in mail.outbox[0].body
    client.post(reverse("account_logout"))
    assert mails(django_capture_on_commit_callbacks, lambda: client.post(LOGIN, send)) == []
    again = mails(django_capture_on_commit_callbacks, lambda: signed_in(member, PHONE))
    assert again == [([member.email], "A new device at Chaikhana")]


def test_of_a_device_in_which_another_was_signed_in_each_is_told_once(
    member: Member, other_member: Member, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    for somebody in (member, other_member, member):
        told = mails(
            django_capture_on_commit_callbacks,
            lambda somebody=somebody: client.post(LOGIN, {"login": somebody.email, "password": PASSWORD}),
        )
        client.post(reverse("account_logout"))
    assert told == []


def test_the_mail_is_in_the_language_of_who_gets_it(django_capture_on_commit_callbacks: Any) -> None:
    known = MemberFactory(language="kk")
    ((to, subject),) = mails(django_capture_on_commit_callbacks, lambda: signed_in(known))
    assert (to, subject) == ([known.email], "Chaikhana: жаңа құрылғы") or "жаңа құрылғы" in subject
