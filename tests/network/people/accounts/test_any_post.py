"""Whatever is posted to the screens of accounts, nobody gains by it."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group

from cases.library.authorship import voice
from network.people.models import MEMBERS_GROUP, ORGANISERS_GROUP, Member
from tests.network.people.accounts.keepers import address, keys

pytestmark = pytest.mark.django_db


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
        posted |= {"is_superuser": "on", "groups": [str(key) for key in keys(groups) if chance.random() < 0.6]}
        if chance.random() < 0.6:
            posted |= {"name": f"Somebody {number}", "email": f"{number}@office.example", "language": "en"}
        yield chance.choice(paths), posted


def _powers() -> dict[int, Any]:
    """What each account may do, and what lets somebody in. A password that nobody knows any more gives nothing."""
    return {
        member.pk: (member.is_superuser, frozenset(member.get_all_permissions()), member.user_permissions.count())
        for member in Member.objects.filter(is_active=True)
    }
