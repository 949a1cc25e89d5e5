"""Where the tags stand in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cases.editorial.tags import views


class TagsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_editor)


def register_tags() -> None:
    hooks.register("register_admin_urls", _addresses)
    hooks.register("register_admin_menu_item", _menu_item)


def _addresses() -> list[Any]:
    return [
        path("tags/", views.tag_list, name="tags"),
        path("tags/pairs/", views.pairs, name="tag_pairs"),
        path("tags/pairs/two/", views.two, name="tags_are_two"),
        path("tags/merge/", views.merge, name="merge_tags"),
        path("tags/merges/<row:merge_id>/undo/", views.undo, name="undo_merge"),
        path("tags/<row:tag_id>/", views.tag, name="tag"),
    ]


def _menu_item() -> MenuItem:
    return TagsItem(gettext_lazy("Tags"), reverse("tags"), name="tags", icon_name="tag", order=255)
