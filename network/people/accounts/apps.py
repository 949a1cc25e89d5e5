"""Wagtail's screens of users and groups, replaced: there one who may edit users could become anybody."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountScreensConfig(WagtailUsersAppConfig):
    user_viewset = "network.people.accounts.viewset.AccountViewSet"
    group_viewset = "network.people.accounts.viewset.AccountGroupViewSet"

    def ready(self) -> None:
        """In place of Wagtail's own, whose policies ask no more than a permission on all accounts at once."""
        from django.contrib.auth.models import Group
        from wagtail.permissions import register_permission_policy
        from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

        from network.people.accounts.authority import AccountPolicy, GroupPolicy
        from network.people.models import Member

        register_permission_policy(Member, AccountPolicy(Member))
        register_permission_policy(Group, GroupPolicy(Group))
        # Giving a role, closing and deleting many at once: nobody is asked what these ask, and rows cannot say what they may.
        UserBulkAction.models = []
