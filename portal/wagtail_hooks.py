"""What the menus and the dashboard of Wagtail's admin offer: nothing that leads nowhere."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem

# Their pages are absent: see cases.editorial.admin.absent_urls.
WITHOUT_PAGES = {"documents", "workflow-tasks", "page-types-usage"}


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def remove_absent_items(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in WITHOUT_PAGES]


@hooks.register("construct_settings_menu")
def remove_workflows_item(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Among the reports, something else has that name."""
    menu_items[:] = [item for item in menu_items if item.name != "workflows"]


@hooks.register("construct_homepage_summary_items", order=1000)
def limit_summary_items(request: Any, summary_items: list[SummaryItem]) -> None:
    closed = DocumentsSummaryItem if request.user.is_editor else (DocumentsSummaryItem, PagesSummaryItem)
    summary_items[:] = [item for item in summary_items if not isinstance(item, closed)]
