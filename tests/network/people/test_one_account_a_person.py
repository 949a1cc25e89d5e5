"""One person, one account, with a name: whichever door it comes through, and however the address is typed."""

import importlib
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cases.library.authorship import voice
from network.people.fields import normalize_address, normalize_line
from network.people.models import HOUSE_DOMAIN, Member
from tests.factories import PASSWORD, MemberFactory

pytestmark = pytest.mark.django_db
SPELLINGS = (
    "aigul@office.example",
    "Aigul@Office.Example",
    " AIGUL@office.example\u200b",
    "aigul\x00@office.example\n",
)


def by_create_user(email: str) -> None:
    Member.objects.create_user(email, name="Aigul Sadykova")


def by_createsuperuser(email: str) -> None:
    call_command("createsuperuser", email=email, name="Aigul Sadykova", interactive=False, verbosity=0)


def by_save(email: str) -> None:
    Member(email=email, name="Aigul Sadykova").save()


def by_bulk(email: str) -> None:
    Member.objects.bulk_create([Member(email=email, name="Aigul Sadykova")])


def by_update(email: str) -> None:
    member = MemberFactory()
    Member.objects.filter(pk=member.pk).update(email=email)


DOORS = [by_create_user, by_createsuperuser, by_save, by_bulk, by_update]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_another_spelling_of_an_address_makes_no_second_account(door: Callable[[str], None], spelling: str) -> None:
    known = MemberFactory(email=SPELLINGS[0])
    with pytest.raises((IntegrityError, ValidationError, CommandError)), transaction.atomic():
        door(spelling)
    assert list(Member.objects.filter(email=spelling)) == [known]


@pytest.mark.parametrize("door", DOORS)
def test_every_door_writes_an_address_in_one_spelling(door: Callable[[str], None]) -> None:
    door(" Aigul@\u041c\u041eи\u0306.example")
    assert Member.objects.filter(email="aigul@мой.example").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_member WHERE email = %s", ["aigul@мой.example"])
        assert cursor.fetchone() == (1,)


@given(st.text())
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    for normalize in (normalize_line, normalize_address):
        assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize("name", ["", "  ", "\u200b\x07", None])
def test_nobody_is_without_a_name(name: Any) -> None:
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        Member.objects.create_user("new@office.example", name=name)
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.bulk_create([Member(email="new@office.example", name=name)])
    with pytest.raises(CommandError), transaction.atomic():
        call_command("createsuperuser", email="new@office.example", name=name, interactive=False, verbosity=0)
    assert not Member.objects.filter(email="new@office.example").exists()


@pytest.mark.parametrize("email", ["", "nobody", "a b@office.example"])
def test_what_is_no_address_makes_no_account(email: str) -> None:
    with pytest.raises(ValidationError):
        Member.objects.create_user(email, name="Aigul Sadykova")


def test_the_database_itself_refuses_capital_letters() -> None:
    member = MemberFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_member SET email = 'Capital@office.example' WHERE id = %s", [member.pk])


def test_one_signs_in_with_any_spelling_of_his_address(client: Client) -> None:
    MemberFactory(email="aigul@office.example")
    for spelling in ("Aigul@OFFICE.example", "  aigul@office.example "):
        assert Client().post("/en/account/login/", {"login": spelling, "password": PASSWORD}).status_code == 302


def test_nobody_opens_an_account_of_the_house_itself() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=voice().pk).update(is_active=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(email=f"somebody{HOUSE_DOMAIN}")
    assert voice() not in Member.objects.of_people()


class MemberBefore(models.Model):
    """As the table stood when it took three spellings."""

    email = models.CharField(max_length=254)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField()
    last_login = models.DateTimeField(null=True)

    class Meta:
        app_label = "before"
        managed = False
        db_table = "members_before"


def test_of_three_accounts_the_last_used_keeps_the_address_and_none_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    rows = [
        (1, "Aigul@Office.example", "Aigul", True, None),
        (2, "aigul@office.example ", "Aigul\x07", True, "2026-05-01 10:00:00+00:00"),
        (3, "AIGUL@OFFICE.EXAMPLE", "Aigul", False, "2026-06-01 10:00:00+00:00"),
        (4, "timur@office.example", "", True, None),
    ]
    migration = importlib.import_module("network.people.migrations.0002_one_spelling")
    EmailAddress.objects.create(user=MemberFactory(), email="old@office.example", verified=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE members_before (id integer PRIMARY KEY, email varchar(254), name varchar(120), "
            "is_active boolean, last_login timestamp)"
        )
        cursor.executemany("INSERT INTO members_before VALUES (%s, %s, %s, %s, %s)", rows)
    old = {"Member": MemberBefore, "EmailAddress": EmailAddress}
    with caplog.at_level(logging.WARNING):
        migration.normalise_accounts(
            SimpleNamespace(get_model=lambda _app, name: old[name]), SimpleNamespace(connection=connection)
        )
    assert list(MemberBefore.objects.order_by("pk").values_list("email", "name", "is_active")) == [
        ("account-1@duplicate.invalid", "Aigul", False),
        ("aigul@office.example", "Aigul", True),
        ("account-3@duplicate.invalid", "Aigul", False),
        ("timur@office.example", "timur", True),
    ]
    assert "Account 1 had the address of account 2 in another spelling" in caplog.text
    assert not EmailAddress.objects.exists()
