"""Who may do what to rows of which this site needs each one, in Wagtail's admin."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class PermanentRowPolicy(ModelPermissionPolicy):
    """Django's permissions, but nobody deletes by hand what others point to: not a superuser either, who is asked nothing."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))
