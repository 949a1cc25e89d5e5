"""Who keeps the accounts gives no more than he holds, and becomes nobody else: on his screens, and past them."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone

from network.access.broadcasts import viewer_group
from network.access.errors import Refusal
from network.people.accounts import actions
from network.people.models import EDITORS_GROUP, MEMBERS_GROUP, ORGANISERS_GROUP, Member, Profile
from tests.factories import PASSWORD, MemberFactory
from tests.network.people.accounts.keepers import ACTS, address, all_of, answers, keys

pytestmark = pytest.mark.django_db


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
    before = all_of(target)
    browser = at(organiser)
    for path in (address("edit", target.pk), *(address(act, target.pk) for act in ACTS)):
        assert browser.post(path, answers(email="mine@office.example")).status_code in (302, 403)
    assert all_of(target) == before
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
        before = all_of(keeper)
        posted = answers(email=keeper.email, name=keeper.name, language="en", is_superuser="on", groups=[*keys(groups)])
        at(keeper).post(address("edit", keeper.pk), posted)
        at(keeper).post(address("edit", keeper.pk), posted | {"is_superuser": "", "groups": []})
        at(keeper).post(address("close", keeper.pk))
        keeper.refresh_from_db()
        assert all_of(keeper) == before


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
