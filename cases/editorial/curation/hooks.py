"""Where the admin leads to collections. Registered by `cases.editorial.wagtail_hooks`."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem

from cases.editorial.curation.views import AddView, CollectionsView, TranslateView


class CollectionsItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(request.user.is_editor)


def addresses() -> list[Any]:
    return [
        path("curation/", CollectionsView.as_view(), name="curation"),
        path("curation/<row:collection_id>/translate/", TranslateView.as_view(), name="collection_translate"),
        path("curation/add/<row:page_id>/", AddView.as_view(), name="collection_add"),
    ]


def menu_item() -> MenuItem:
    return CollectionsItem(
        pgettext_lazy("of texts", "Collections"), reverse("curation"), name="curation", icon_name="list-ul", order=250
    )
