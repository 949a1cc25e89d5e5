"""What the menus and the dashboard of Wagtail's admin offer: nothing that leads nowhere."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

# Their pages are absent: see cases.editorial.admin.absent_urls.
WITHOUT_PAGES = {"documents", "workflow-tasks", "page-types-usage"}
# Leads to Wagtail's own news and manual: the editors' guide is the house's.
ELSEWHERE = {"help"}


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
@hooks.register("construct_reports_menu")
def remove_absent_items(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in WITHOUT_PAGES | ELSEWHERE]


@hooks.register("construct_settings_menu")
def remove_workflows_item(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Among the reports, something else has that name."""
    menu_items[:] = [item for item in menu_items if item.name != "workflows"]


@hooks.register("construct_homepage_summary_items", order=1000)
def remove_summary_items(request: HttpRequest, summary_items: list[SummaryItem]) -> None:
    """How many pages and pictures there are is nothing to do."""
    summary_items.clear()
