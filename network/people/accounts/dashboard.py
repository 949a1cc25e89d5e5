"""What organisers find on the first page of the admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from network.people.accounts.authority import Authority


class RolesPanel(Component):
    """Leads to people, to what they did, and to who may do what, for those who keep accounts."""

    name = "roles"
    order = 250
    template_name = "network/people/accounts/roles_panel.html"


def register_dashboard() -> None:
    hooks.register("construct_homepage_panels", _add_roles_panel)


def _add_roles_panel(request: HttpRequest, panels: list[Any]) -> None:
    user: Any = request.user
    if Authority(user).is_given:
        panels.append(RolesPanel())
