"""Who works in the admin signs in in two steps; passkeys; and what becomes of a lost one."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from cases.editorial.permissions import set_up_permissions
from network.access.audit.acts import Act
from network.access.models import AuditEntry
from network.people.models import EDITORS_GROUP, ORGANISERS_GROUP, Member
from tests.factories import PASSWORD, MemberFactory
from tests.network.access.audit.written import written
from tests.network.people.accounts.keepers import address, holding
from tests.network.people.sign_in.soft_key import SoftKey, options_on

pytestmark = pytest.mark.django_db
LOGIN = "/en/account/login/"
PAGE = "/admin/?from=a-mail"


@pytest.fixture
def groups() -> Any:
    from django.contrib.auth.models import Group

    set_up_permissions()
    return {group.name: group for group in Group.objects.all()}


def signed_in(member: Member, **browser: Any) -> Client:
    """By the password alone."""
    client = Client(**browser)
    client.post(LOGIN, {"login": member.email, "password": PASSWORD})
    return client


def code_on(html: str) -> str:
    secret = re.search(r">([A-Z2-7]{32})<", html)[1]
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirm(client: Client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def add_passkey(client: Client, key: SoftKey) -> Any:
    confirm(client)
    options = options_on(client.get(reverse("mfa_add_webauthn")).content.decode())
    sent = {"name": "my phone", "credential": key.create(options)}
    return client.post(reverse("mfa_add_webauthn"), sent, follow=True)


@pytest.mark.parametrize("kind", ["editor", "organiser", "superuser"])
def test_without_a_second_step_the_admin_leads_to_where_it_is_set_up_and_back(groups: Any, kind: str) -> None:
    roles = {"editor": [groups[EDITORS_GROUP]], "organiser": [groups[ORGANISERS_GROUP]], "superuser": []}
    client = signed_in(holding(*roles[kind], is_superuser=kind == "superuser"))
    page = client.get(PAGE, follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_index")
    assert "signs in in two steps" in page.content.decode()
    assert PAGE not in page.content.decode(), "there is nothing to go on with yet"
    for path in ("/admin/pages/", "/admin/users/", "/admin/reports/texts/?export=csv", "/admin/account/"):
        assert client.get(path)["Location"] == reverse("mfa_index"), path
    assert client.post("/admin/account/", {})["Location"] == reverse("mfa_index")
    client.get(PAGE)
    codes = add_passkey(client, SoftKey()).content.decode()
    assert f'href="{PAGE}"' in codes, "spare codes are seen first, with the way back under them"
    assert client.get(PAGE).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_app_that_shows_codes_is_a_second_step_too() -> None:
    """It is on after the commit."""
    client = signed_in(MemberFactory(is_superuser=True))
    client.get(PAGE)
    confirm(client)
    code = code_on(client.get(reverse("mfa_activate_totp")).content.decode())
    codes = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True).content.decode()
    assert f'href="{PAGE}"' in codes
    assert client.get("/admin/account/").status_code == 200


def test_a_member_is_not_asked(groups: Any) -> None:
    client = signed_in(MemberFactory())
    assert client.get("/admin/", follow=True).status_code == 404
    assert client.get("/en/people/").status_code == 200


def test_a_session_in_which_the_second_step_was_not_taken_is_asked_for_it(groups: Any) -> None:
    editor = holding(groups[EDITORS_GROUP])
    before = signed_in(editor)
    key = SoftKey()
    add_passkey(signed_in(editor), key)
    asked = before.get(PAGE)
    assert asked["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))
    options = options_on(before.get(asked["Location"]).content.decode())
    there = before.post(asked["Location"], {"credential": key.get(options), "next": PAGE})
    assert there["Location"] == PAGE
    assert before.get(PAGE).status_code == 200


def test_whoever_turns_his_second_step_off_is_asked_again(groups: Any) -> None:
    client = signed_in(holding(groups[EDITORS_GROUP]))
    add_passkey(client, SoftKey())
    assert client.get("/admin/").status_code == 200
    client.post(reverse("mfa_remove_webauthn", args=[Authenticator.objects.get(type="webauthn").pk]))
    assert not Authenticator.objects.exists(), "spare codes of nothing are none"
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("debug", [True, False])
def test_the_accounts_of_the_demonstration_are_excepted_under_debug_alone(groups: Any, settings: Any, debug) -> None:
    settings.DEBUG = debug
    client = signed_in(holding(groups[EDITORS_GROUP], email="editor@demo.example"))
    assert client.get("/admin/").status_code == (200 if debug else 302)
    other = signed_in(holding(groups[EDITORS_GROUP], email="editor@office.example"))
    assert other.get("/admin/").status_code == 302


def test_a_passkey_alone_signs_in_and_opens_the_admin(groups: Any) -> None:
    editor, key = holding(groups[EDITORS_GROUP]), SoftKey()
    shown = add_passkey(signed_in(editor), key).content.decode()
    assert "Your passkey is ready." in shown
    assert len(re.findall(r"<code>\d+</code>", shown)) == 10
    client = Client()
    assert "Sign in with a passkey" in client.get(LOGIN).content.decode()
    login = reverse("mfa_login_webauthn")
    options = client.get(login, headers={"Accept": "application/json"}).json()["request_options"]["publicKey"]
    assert client.post(login, {"credential": key.get(options), "next": PAGE})["Location"] == PAGE
    assert client.get(PAGE).status_code == 200
    entry = next(entry for entry in written(Act.SIGNED_IN) if entry.details == "mfa")
    assert (entry.actor_id, entry.details) == (editor.pk, "mfa")


def test_another_key_than_the_members_lets_nobody_in(groups: Any) -> None:
    key, other = SoftKey(), SoftKey()
    add_passkey(signed_in(MemberFactory()), key)
    other.owner, other.id = key.owner, key.id
    client, login = Client(), reverse("mfa_login_webauthn")
    options = client.get(login, headers={"Accept": "application/json"}).json()["request_options"]["publicKey"]
    answer = client.post(login, {"credential": other.get(options)}, follow=True)
    assert "not the right code or key" in answer.content.decode()
    assert client.get("/en/people/").status_code == 302


def test_after_the_password_a_passkey_is_the_second_step(groups: Any) -> None:
    member, key = MemberFactory(), SoftKey()
    add_passkey(signed_in(member), key)
    client = signed_in(member)
    assert client.get("/en/people/").status_code == 302, "the password alone"
    page = reverse("mfa_authenticate")
    options = options_on(client.get(page).content.decode())
    client.post(page, {"credential": key.get(options)})
    assert client.get("/en/people/").status_code == 200


def test_of_a_second_step_no_hour_is_kept(groups: Any) -> None:
    member, key = MemberFactory(), SoftKey()
    add_passkey(signed_in(member), key)
    client = signed_in(member)
    options = options_on(client.get(reverse("mfa_authenticate")).content.decode())
    client.post(reverse("mfa_authenticate"), {"credential": key.get(options)})
    for step in Authenticator.objects.all():
        assert step.created_at.strftime("%H:%M:%S.%f") == "12:00:00.000000"
    used = Authenticator.objects.get(type="webauthn").last_used_at
    assert used.strftime("%H:%M:%S.%f") == "12:00:00.000000"


def test_a_lost_second_step_is_removed_by_another_organiser(groups: Any, django_capture_on_commit_callbacks) -> None:
    keeper, loser = (holding(groups[ORGANISERS_GROUP], name=name) for name in ("Olim", "Lola"))
    there = signed_in(loser)
    add_passkey(there, SoftKey())
    at_work = Client()
    at_work.force_login(keeper)
    page = at_work.get(address("edit", loser.pk)).content.decode()
    assert address("second-step", loser.pk) in page
    question = at_work.get(address("second-step", loser.pk)).content.decode()
    assert "by telephone or face to face" in question
    assert Authenticator.objects.filter(user=loser).exists(), "a link takes nothing"
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        at_work.post(address("second-step", loser.pk))
    assert not Authenticator.objects.filter(user=loser).exists()
    assert there.get("/en/people/").status_code == 302, "signed out everywhere"
    (message,) = mail.outbox
    assert message.to == [loser.email]
    assert "an organiser has removed" in message.body
    entry = AuditEntry.objects.filter(verb=Act.SECOND_STEP_REPLACED).latest("number")
    assert (entry.actor_id, entry.thing) == (keeper.pk, f"person:{loser.pk}")
    assert signed_in(loser).get("/admin/")["Location"] == reverse("mfa_index"), "and sets up another one"


def test_nobody_removes_his_own_lost_one_nor_that_of_who_may_do_more(groups: Any) -> None:
    keeper = holding(groups[ORGANISERS_GROUP])
    superuser = MemberFactory(is_superuser=True)
    at_work = Client()
    at_work.force_login(keeper)
    Client().force_login(superuser)
    for account in (keeper, superuser):
        at_work.post(address("second-step", account.pk))
        assert Authenticator.objects.filter(user=account).exists()
    assert address("second-step", keeper.pk) not in at_work.get(address("edit", keeper.pk)).content.decode()
