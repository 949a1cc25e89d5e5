"""What the menus of Wagtail's admin offer: nothing that leads nowhere."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# Their pages are absent: see cases.editorial.absent_urls.
WITHOUT_PAGES = {"documents", "workflows", "workflow-tasks"}


@hooks.register("construct_main_menu")
@hooks.register("construct_settings_menu")
def leave_out_what_is_absent(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in WITHOUT_PAGES]
