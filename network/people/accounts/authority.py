"""Whose account somebody may touch, and what he may give: never more than he holds himself."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from wagtail.permission_policies import ModelPermissionPolicy

from network.people.models import MEMBERS_GROUP, Member

MANAGE_ACCOUNTS = "people.manage_accounts"


class Authority:
    """What one who keeps the accounts may do with those of others."""

    def __init__(self, keeper: Member) -> None:
        self.keeper = keeper

    @property
    def is_given(self) -> bool:
        return self.keeper.is_active and self.keeper.has_perm(MANAGE_ACCOUNTS)

    @property
    def groups(self) -> QuerySet[Group]:
        """Those he may put others into: his own, and that of all members."""
        if self.keeper.is_superuser:
            return Group.objects.order_by("name")
        return Group.objects.filter(pk__in=self._group_ids).order_by("name")

    @cached_property
    def _group_ids(self) -> set[int]:
        own = Q(user=self.keeper) | Q(name=MEMBERS_GROUP)
        return set(Group.objects.filter(own).values_list("pk", flat=True))

    def covers(self, member: Member) -> bool:
        """Whether this account holds nothing beyond his own. Asks rows loaded by `AccountList`, or two queries."""
        if not self.is_given:
            return False
        if self.keeper.is_superuser or member.pk == self.keeper.pk:
            return True
        if member.is_superuser or member.user_permissions.all():
            return False
        return {group.pk for group in member.groups.all()} <= self._group_ids

    def may_readdress(self, member: Member) -> bool:
        """Whoever receives the mail of an account can take it over: once it is in use, its address is its owner's."""
        return self.keeper.is_superuser or (self.covers(member) and member.last_login is None)


class AccountPolicy(ModelPermissionPolicy):
    """Accounts are invited, corrected and closed by whoever keeps them; nobody deletes one, for texts hang on it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"add", "change", "view"} and user.is_active and user.has_perm(MANAGE_ACCOUNTS)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action) and Authority(user).covers(instance)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Member]:
        keepers = Q(groups__permissions__codename="manage_accounts") | Q(is_superuser=True)
        return Member.objects.filter(keepers, is_active=True).distinct()


class GroupPolicy(ModelPermissionPolicy):
    """What a group may do is decided by superusers alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active and user.is_superuser)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Member]:
        return Member.objects.filter(is_active=True, is_superuser=True)
