"""Where the screens of accounts and groups stand in Wagtail's admin: at its own addresses, in place of its own."""

from typing import Any

from django import forms
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.views.groups import GroupViewSet

from network.people.accounts.action_views import (
    AccountActionView,
    CloseView,
    LiftHereView,
    LiftView,
    ReopenView,
    SecondStepView,
    SendLinkView,
)
from network.people.accounts.forms import AccountForm
from network.people.accounts.lists import AccountList
from network.people.accounts.views import CorrectView, InviteView
from network.people.models import Member

ACTION_VIEWS: tuple[type[AccountActionView], ...] = (SendLinkView, SecondStepView, CloseView, ReopenView, LiftView)


class AccountViewSet(ModelViewSet):
    model = Member
    icon = "user"
    menu_name = "people"
    menu_label = _("People")
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    edit_template_name = CorrectView.template_name
    index_results_template_name = AccountList.results_template_name
    index_view_class = AccountList
    add_view_class = InviteView
    edit_view_class = CorrectView

    def get_form_class(self, for_update: bool = False) -> type[forms.BaseForm]:
        return AccountForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """There is nothing to delete, to look through or to count here."""
        absent = {"delete_url_name": None, "history_url_name": None, "usage_url_name": None}
        return dict(super().get_common_view_kwargs(**absent, **kwargs))

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path(f"{LiftHereView.name}/", LiftHereView.as_view(), name=LiftHereView.name),
            *(path(f"{act.name}/<int:pk>/", act.as_view(), name=act.name) for act in ACTION_VIEWS),
        ]


class AccountGroupViewSet(GroupViewSet):
    """Wagtail's own screens, for superusers alone: `GroupPolicy` asks."""
