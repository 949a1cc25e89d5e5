"""The screens of accounts: whom they show and find, and what is on none of them."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cases.library.authorship import voice
from network.people.models import EDITORS_GROUP, MEMBERS_GROUP, ORGANISERS_GROUP, Member
from tests.factories import PASSWORD, MemberFactory
from tests.network.people.accounts.keepers import ACTS, address, answers, holding

pytestmark = pytest.mark.django_db


def test_only_a_superuser_makes_superusers_and_decides_what_groups_may_do(
    at: Any, organiser: Member, superuser: Member, groups: dict[str, Group]
) -> None:
    member = MemberFactory()
    at(superuser).post(address("edit", member.pk), answers(is_superuser="on", groups=[groups[EDITORS_GROUP].pk]))
    member.refresh_from_db()
    assert member.is_superuser
    assert member.is_editor
    for path in ("/admin/groups/", "/admin/groups/new/", f"/admin/groups/edit/{groups[ORGANISERS_GROUP].pk}/"):
        assert at(superuser).get(path).status_code == 200
        assert at(organiser).get(path).status_code in (302, 403)
        assert at(organiser).post(path, {"name": "Mighty"}).status_code in (302, 403)
    assert not Group.objects.filter(name="Mighty").exists()


def test_the_account_of_the_house_is_on_no_screen(at: Any, superuser: Member) -> None:
    house = voice()
    browser = at(superuser)
    assert house.email not in browser.get(address("index")).content.decode()
    for name in ("edit", *ACTS):
        assert browser.post(address(name, house.pk), answers()).status_code == 404


@pytest.mark.parametrize("act", ["assign_role", "set_active_state", "delete"])
def test_accounts_are_changed_one_by_one(at: Any, superuser: Member, act: str, member: Member) -> None:
    path = f"/admin/bulk/people/member/{act}/?id={member.pk}"
    assert at(superuser).post(path, {"role": 1, "mark_as_active": "False"}).status_code == 404
    assert Member.objects.filter(pk=member.pk, is_active=True).exists()


def test_nobody_is_deleted(at: Any, superuser: Member, member: Member) -> None:
    for path in (f"/admin/users/delete/{member.pk}/", f"/admin/users/{member.pk}/delete/"):
        assert at(superuser).post(path).status_code == 404
    assert Member.objects.filter(pk=member.pk).exists()


def test_people_are_found_by_a_name_in_either_script_and_by_state(at: Any, organiser: Member) -> None:
    MemberFactory(name="Gulnora Nazarova", email="gn@office.example")
    MemberFactory(name="Timur Saidov", email="ts@office.example", is_active=False)
    browser = at(organiser)

    def found(**asked: str) -> set[str]:
        shown = browser.get(address("index_results"), asked).content.decode()
        return {one for one in ("gn@office.example", "ts@office.example") if one in shown}

    assert found(q="Назарова") == found(q="gn@office") == found(q="nazar gul") == {"gn@office.example"}
    assert found(state="closed") == {"ts@office.example"}
    assert found(state="new") == {"gn@office.example"}


def test_a_longer_list_costs_no_more_queries(
    at: Any, organiser: Member, django_assert_max_num_queries: Any, groups: dict[str, Group]
) -> None:
    for _number in range(30):
        holding(groups[MEMBERS_GROUP])
    browser = at(organiser)
    browser.get(address("index"))
    with django_assert_max_num_queries(22):
        assert browser.get(address("index")).status_code == 200


def test_an_organiser_lifts_the_wait_of_a_person_and_of_a_room(at: Any, organiser: Member) -> None:
    timur, gulnora = MemberFactory(email="timur@office.example"), MemberFactory(email="gulnora@office.example")
    room = Client(REMOTE_ADDR="192.0.2.1")
    for email in (timur.email, gulnora.email) * 6:
        room.post("/en/account/login/", {"login": email, "password": "a slip"})
    browser = at(organiser)
    assert "at 1 place until" in browser.get(address("lift", timur.pk)).content.decode()
    browser.post(address("lift", timur.pk))
    assert room.post("/en/account/login/", {"login": timur.email, "password": PASSWORD}).status_code == 302
    room = Client(REMOTE_ADDR="192.0.2.1")
    assert room.post("/en/account/login/", {"login": gulnora.email, "password": PASSWORD}).status_code == 200
    browser.post(address("lift-here"), REMOTE_ADDR="192.0.2.1")
    assert room.post("/en/account/login/", {"login": gulnora.email, "password": PASSWORD}).status_code == 302
