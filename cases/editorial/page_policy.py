"""Which pages Wagtail's lists, search, choosers, reports and logs may show: all but what is its author's alone."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from cases.library.standing import private_texts


class PagesWithoutDrafts(PagePermissionPolicy):
    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        return _without_private(super().instances_user_has_any_permission_for(user, actions))

    def explorable_instances(self, user: Any) -> Any:
        return _without_private(super().explorable_instances(user))


def _without_private(pages: Any) -> Any:
    return pages.exclude(pk__in=private_texts().values("pk"))


def register_policy() -> None:
    register_permission_policy(AbstractPage, PagesWithoutDrafts(Page))
