"""Who keeps the accounts gives no more than he holds, and becomes nobody else: on his screens, and past them."""

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.editorial.permissions import set_up_permissions
from cases.library.authorship import voice
from network.access.broadcasts import viewer_group
from network.access.errors import Refusal
from network.people.accounts import actions
from network.people.models import EDITORS_GROUP, MEMBERS_GROUP, ORGANISERS_GROUP, Member, Profile
from tests.factories import PASSWORD, MemberFactory

pytestmark = pytest.mark.django_db
ACTS = ("link", "close", "reopen", "lift")


@pytest.fixture(autouse=True)
def groups(db: None) -> dict[str, Group]:
    set_up_permissions()
    return {group.name: group for group in Group.objects.all()}


@pytest.fixture
def editor(groups: dict[str, Group]) -> Member:
    return _holding(groups[EDITORS_GROUP], name="Elena Editorova")


@pytest.fixture
def organiser(groups: dict[str, Group]) -> Member:
    return _holding(groups[ORGANISERS_GROUP], name="Olim Organiserov")


@pytest.fixture
def superuser() -> Member:
    return MemberFactory(name="Saltanat Superuser", is_superuser=True)


@pytest.fixture
def at(client: Client) -> Any:
    """`at(somebody)`: his browser."""

    def sign_in(keeper: Member) -> Client:
        client.force_login(keeper)
        return client

    return sign_in


def _holding(*groups: Group, **fields: Any) -> Member:
    member: Member = MemberFactory(**fields)
    member.groups.add(*groups)
    return member


def address(name: str, *arguments: Any) -> str:
    return reverse(f"wagtailusers_users:{name}", args=arguments)


def answers(**other: Any) -> dict[str, Any]:
    return {"name": "Dilnoza Karimova", "email": "dilnoza@office.example", "language": "uz", "groups": []} | other


def test_who_is_invited_gets_a_link_in_his_language_and_chooses_the_password_himself(
    at: Any, organiser: Member
) -> None:
    at(organiser).post(address("add"), answers(language="ru"))
    new = Member.objects.get(email="dilnoza@office.example")
    assert not new.has_usable_password()
    assert Profile.objects.filter(member=new).exists()
    (message,) = mail.outbox
    assert "Добрый день, Dilnoza Karimova" in message.body
    link = re.search(r"https?://[^/]+(/ru/\S+)", message.body)[1]
    hers = Client()
    page = hers.get(link, follow=True)
    chosen = {"password1": "a mountain pass", "password2": "a mountain pass"}
    assert hers.post(page.redirect_chain[-1][0], chosen).status_code == 302
    assert hers.get("/en/notices/").status_code == 200
    assert Client().get(link, follow=True).context.get("token_fail"), "the link works once"


def test_an_organiser_gives_what_he_holds_and_nothing_beyond(
    at: Any, organiser: Member, groups: dict[str, Group]
) -> None:
    smuggled = {"is_superuser": "on", "is_staff": "on", "password": "x", "password1": PASSWORD, "password2": PASSWORD}
    at(organiser).post(address("add"), answers(groups=[groups[EDITORS_GROUP].pk], **smuggled))
    assert not Member.objects.filter(email="dilnoza@office.example").exists(), "a group that is not offered is refused"
    at(organiser).post(
        address("add"), answers(groups=[groups[ORGANISERS_GROUP].pk, groups[MEMBERS_GROUP].pk], **smuggled)
    )
    new = Member.objects.get(email="dilnoza@office.example")
    assert {group.name for group in new.groups.all()} == {ORGANISERS_GROUP, MEMBERS_GROUP}
    assert not new.is_superuser
    assert not new.has_usable_password()


@pytest.mark.parametrize("beyond", ["superuser", "editor", "own permission"])
def test_an_account_that_may_do_more_is_not_the_organisers_to_touch(
    at: Any, organiser: Member, superuser: Member, editor: Member, beyond: str
) -> None:
    permitted: Member = MemberFactory()
    permitted.user_permissions.add(Permission.objects.get(codename="review_texts"))
    target = {"superuser": superuser, "editor": editor, "own permission": permitted}[beyond]
    before = _all_of(target)
    browser = at(organiser)
    for path in (address("edit", target.pk), *(address(act, target.pk) for act in ACTS)):
        assert browser.post(path, answers(email="mine@office.example")).status_code in (302, 403)
    assert _all_of(target) == before
    assert not mail.outbox
    assert address("edit", target.pk) not in browser.get(address("index")).content.decode()
    for act in (actions.close, actions.reopen):
        with pytest.raises(Refusal):
            act(organiser, target)


def test_an_address_in_use_is_its_owners_to_change(
    at: Any, organiser: Member, superuser: Member, django_capture_on_commit_callbacks: Any
) -> None:
    used, fresh = MemberFactory(email="used@office.example"), MemberFactory(email="fresh@office.example")
    Client().post("/en/account/login/", {"login": used.email, "password": PASSWORD})
    for member in (used, fresh):
        at(organiser).post(address("edit", member.pk), answers(email=f"mine-{member.pk}@office.example"))
        member.refresh_from_db()
    assert (used.email, used.name) == ("used@office.example", "Dilnoza Karimova")
    assert fresh.email == f"mine-{fresh.pk}@office.example"
    with pytest.raises(Refusal):
        actions.correct(organiser, used, email="mine@office.example", name="Mine", language="en")
    with django_capture_on_commit_callbacks(execute=True):
        at(superuser).post(address("edit", used.pk), answers(email="moved@office.example"))
    used.refresh_from_db()
    assert used.email == "moved@office.example"
    assert [message.to for message in mail.outbox] == [["used@office.example"]], "who read there learns of it"


def test_nobody_gives_himself_more_or_closes_himself(
    at: Any, organiser: Member, superuser: Member, groups: dict[str, Group]
) -> None:
    for keeper in (organiser, superuser):
        before = _all_of(keeper)
        posted = answers(
            email=keeper.email, name=keeper.name, language="en", is_superuser="on", groups=[*_keys(groups)]
        )
        at(keeper).post(address("edit", keeper.pk), posted)
        at(keeper).post(address("edit", keeper.pk), posted | {"is_superuser": "", "groups": []})
        at(keeper).post(address("close", keeper.pk))
        keeper.refresh_from_db()
        assert _all_of(keeper) == before


def test_a_closed_account_is_out_at_once_and_comes_back_by_a_new_password_alone(at: Any, organiser: Member) -> None:
    member = MemberFactory(email="timur@office.example")
    theirs = Client()
    theirs.force_login(member)
    at(organiser).post(address("close", member.pk))
    assert theirs.get("/en/notices/").status_code == 302
    assert at(organiser).post(address("link", member.pk)).status_code == 302
    assert not mail.outbox, "no link leads into a closed account"
    at(organiser).post(address("reopen", member.pk))
    assert [message.to for message in mail.outbox] == [["timur@office.example"]]
    assert theirs.get("/en/notices/").status_code == 302, "what was signed in before stays out"
    signed_in = Client().post("/en/account/login/", {"login": member.email, "password": PASSWORD})
    assert signed_in.status_code == 200, "the old password is gone"


def test_nothing_is_asked_that_does_not_fit_the_state_of_an_account(at: Any, organiser: Member, member: Member) -> None:
    closed = MemberFactory(is_active=False)
    for act, account in (("link", closed), ("close", closed), ("reopen", member)):
        for ask in (at(organiser).get, at(organiser).post):
            answer = ask(address(act, account.pk), follow=True)
            assert answer.redirect_chain == [(address("edit", account.pk), 302)]
            assert "This account is" in answer.content.decode()
    with pytest.raises(Refusal):
        actions.reopen(organiser, member)
    assert Member.objects.get(pk=member.pk).has_usable_password(), "nobody loses a password that is in use"
    assert not mail.outbox


def test_who_corrects_his_own_account_is_told_where_he_changes_his_address(
    at: Any, organiser: Member, member: Member
) -> None:
    Member.objects.update(last_login=timezone.now())
    own, other = (at(organiser).get(address("edit", one.pk)).content.decode() for one in (organiser, member))
    assert "You change the address in your own account" in own
    assert "its owner changes the address, and confirms it by mail" in other


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
        _holding(groups[MEMBERS_GROUP])
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


@pytest.mark.parametrize("way", ["from the group", "from the permission", "all"])
def test_who_loses_a_right_with_his_whole_group_is_told(
    editor: Member, groups: dict[str, Group], way: str, django_capture_on_commit_callbacks: Any
) -> None:
    right = Permission.objects.get(codename="review_texts")
    with django_capture_on_commit_callbacks() as calls:
        if way == "from the group":
            groups[EDITORS_GROUP].permissions.remove(right)
        elif way == "from the permission":
            right.group_set.remove(groups[EDITORS_GROUP])
        else:
            groups[EDITORS_GROUP].permissions.clear()
    assert any(viewer_group(editor.pk) in call.args[0] for call in calls)


NASTY = [
    "",
    "on",
    "true",
    "0",
    "-1",
    "99999999999999999999",
    "%00",
    "\x00",
    "é\u0301" * 400,
    "[1]",
    "1",
    "2",
    "3",
    "en",
]
FIELDS = (
    *("is_superuser", "is_staff", "is_active", "groups", "user_permissions", "permissions", "password", "password1"),
    *("password2", "last_login", "date_joined", "id", "pk", "name", "email", "language", "time_zone", "next", "action"),
    *("role", "mark_as_active", "is_superuser[]", "groups__id", "form-TOTAL_FORMS", "csrfmiddlewaretoken"),
)


@pytest.mark.parametrize("role", ["editor", "organiser", "member"])
def test_whatever_is_posted_nobody_gains_and_nothing_fails(
    at: Any, role: str, editor: Member, organiser: Member, superuser: Member, member: Member, groups: dict[str, Group]
) -> None:
    """The client raises what a view raises, so that a 500 ends the test."""
    keepers = {"editor": editor, "organiser": organiser, "member": member}
    targets = [editor, organiser, superuser, member, voice()]
    powers = _powers()
    del powers[member.pk]
    browser = at(keepers[role])
    for path, posted in _nasty_posts(random.Random(role), targets, groups):
        assert browser.post(path, posted).status_code in (200, 302, 400, 403, 404), (path, posted)
    assert browser.get("/en/notices/").status_code == 200, "who posted it is signed in to the last, so that it counts"
    assert _powers().items() >= powers.items(), "nobody who was there has become more, or another"
    new = Member.objects.exclude(pk__in=[*powers, member.pk])
    assert not any(one.has_usable_password() for one in new)
    allowed = {ORGANISERS_GROUP, MEMBERS_GROUP} if role == "organiser" else set()
    for one in (*new, Member.objects.get(pk=member.pk)):
        assert not one.is_superuser
        assert not one.user_permissions.exists()
        assert {group.name for group in one.groups.all()} <= allowed


def _nasty_posts(
    chance: random.Random, targets: list[Member], groups: dict[str, Group]
) -> Iterator[tuple[str, dict[str, Any]]]:
    paths = [
        "/admin/users/new/",
        "/admin/groups/new/",
        "/admin/account/",
        "/admin/bulk/people/member/assign_role/?id=all",
    ]
    for target in targets:
        paths += [address(name, target.pk) for name in ("edit", "link", "reopen", "lift")]
    paths += [f"/admin/groups/edit/{group.pk}/" for group in groups.values()]
    for number in range(60):
        posted: dict[str, Any] = {name: chance.choice(NASTY) for name in FIELDS if chance.random() < 0.5}
        posted |= {"is_superuser": "on", "groups": [str(key) for key in _keys(groups) if chance.random() < 0.6]}
        if chance.random() < 0.6:
            posted |= {"name": f"Somebody {number}", "email": f"{number}@office.example", "language": "en"}
        yield chance.choice(paths), posted


def _keys(groups: dict[str, Group]) -> list[int]:
    return [group.pk for group in groups.values()]


def _powers() -> dict[int, Any]:
    """What each account may do, and what lets somebody in. A password that nobody knows any more gives nothing."""
    return {
        member.pk: (member.is_superuser, frozenset(member.get_all_permissions()), member.user_permissions.count())
        for member in Member.objects.filter(is_active=True)
    }


def _all_of(member: Member) -> Any:
    row = Member.objects.filter(pk=member.pk).values().get()
    row.pop("last_login")
    return row, sorted(member.groups.values_list("name", flat=True))
