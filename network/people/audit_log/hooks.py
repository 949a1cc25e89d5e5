"""Where the audit log stands in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network.people.accounts.authority import Authority
from network.people.audit_log.views import AuditLogView, audit_sheet


class AuditLogItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return Authority(user).is_given


def register_audit_log() -> None:
    hooks.register("register_admin_urls", _addresses)
    hooks.register("register_admin_menu_item", _menu_item)


def _addresses() -> list[Any]:
    return [
        path("audit/", AuditLogView.as_view(), name="audit_log"),
        path("audit/csv/", audit_sheet, name="audit_sheet"),
    ]


def _menu_item() -> MenuItem:
    return AuditLogItem(
        gettext_lazy("Audit log"), reverse("audit_log"), name="audit-log", icon_name="history", order=260
    )
