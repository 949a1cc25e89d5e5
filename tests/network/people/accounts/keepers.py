"""What who keeps the accounts sends, and what an account then holds."""

from typing import Any

from django.contrib.auth.models import Group
from django.urls import reverse

from network.people.models import Member
from tests.factories import MemberFactory

ACTS = ("link", "second-step", "close", "reopen", "lift")


def holding(*groups: Group, **fields: Any) -> Member:
    member: Member = MemberFactory(**fields)
    member.groups.add(*groups)
    return member


def address(name: str, *arguments: Any) -> str:
    return reverse(f"wagtailusers_users:{name}", args=arguments)


def answers(**other: Any) -> dict[str, Any]:
    return {"name": "Dilnoza Karimova", "email": "dilnoza@office.example", "language": "uz", "groups": []} | other


def keys(groups: dict[str, Group]) -> list[int]:
    return [group.pk for group in groups.values()]


def all_of(member: Member) -> Any:
    row = Member.objects.filter(pk=member.pk).values().get()
    row.pop("last_login")
    return row, sorted(member.groups.values_list("name", flat=True))
