"""Which pages and pictures Wagtail's lists, search, choosers, reports and logs show: all but what is its author's alone."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from cases.library.models import KINDS
from cases.library.pictures import Picture
from cases.library.private_texts import private_texts


class PagesWithoutDrafts(PagePermissionPolicy):
    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        return _without_private(super().instances_user_has_any_permission_for(user, actions))

    def explorable_instances(self, user: Any) -> Any:
        return _without_private(super().explorable_instances(user))


class PicturesWithoutDrafts(CollectionOwnershipPermissionPolicy):
    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> Any:
        found = super().instances_user_has_any_permission_for(user, actions)
        return found.exclude(page__in=private_texts().values("pk"))

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Picture) -> bool:
        if instance.page_id and private_texts().filter(pk=instance.page_id).exists():
            return False
        return bool(super().user_has_any_permission_for_instance(user, actions, instance))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Picture) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)


def hide_unpublished_texts(pages: Any) -> Any:
    """For choosers: what is chosen by hand, and is not published, would lead readers nowhere."""
    kinds = ContentType.objects.get_for_models(*KINDS.values()).values()
    return pages.exclude(content_type__in=kinds, live=False)


def _without_private(pages: Any) -> Any:
    return pages.exclude(pk__in=private_texts().values("pk"))


def register_policies() -> None:
    register_permission_policy(AbstractPage, PagesWithoutDrafts(Page))
    pictures = PicturesWithoutDrafts(Picture, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user")
    register_permission_policy(Picture, pictures, exact_class=True)  # Wagtail registers its own when it is ready
