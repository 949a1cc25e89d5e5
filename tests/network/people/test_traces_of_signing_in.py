"""A copy of the database tells neither whose a session is nor when anybody signed in."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from network.access.seals import SealKey
from network.people.models import Member
from network.time_zones import to_day

pytestmark = pytest.mark.django_db


class Bytes:
    """What a thief reads: he has the table, and even the key that signs, but none for seals."""

    def loads(self, data: bytes) -> bytes:
        return data


def test_a_session_says_nothing_without_the_key(client: Client, member: Member) -> None:
    client.force_login(member)
    row = Session.objects.get()
    read = signing.loads(row.session_data, salt="django.contrib.sessions.SessionStore", serializer=Bytes)
    for known in (b"_auth_user_id", b"backend", b"password"):
        assert known not in read
    assert row.get_decoded()["_auth_user_id"] == str(member.pk)


def test_two_sessions_of_one_member_have_nothing_in_common(member: Member) -> None:
    for _time in range(2):
        Client().force_login(member)
    one, other = Session.objects.values_list("session_data", flat=True)
    assert one.split(":")[0] != other.split(":")[0]


def test_an_older_key_keeps_one_signed_in_and_a_lost_one_asks_again(
    client: Client, member: Member, settings: Any
) -> None:
    old, new = SealKey("old", b"o" * 32), SealKey("new", b"n" * 32)
    settings.SEAL_KEYS = [old]
    client.force_login(member)
    account = reverse("contribute")
    settings.SEAL_KEYS = [new, old]
    assert client.get(account).status_code == 200
    settings.SEAL_KEYS = [new]
    assert client.get(account).url.startswith(reverse("account_login"))


def test_of_signing_in_the_day_alone_is_kept(client: Client, member: Member) -> None:
    client.force_login(member)
    member.refresh_from_db()
    assert member.last_login == to_day(now())
