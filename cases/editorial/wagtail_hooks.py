"""Where Wagtail's admin leaves a place for the house's own."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, CancelWorkflowMenuItem

from cases.editorial.actions import tell_authors
from cases.library.models import Contribution


@hooks.register("insert_global_admin_js")
def name_the_editor_of_prose() -> SafeString:
    """Its own module imports it by this name, and a page may say only once, before any module, where names lead."""
    names = {"imports": {"django-prose-editor/editor": static("django_prose_editor/editor.js")}}
    return format_html('<script type="importmap">{}</script>', mark_safe(json.dumps(names)))


@hooks.register("construct_page_action_menu")
def leave_no_way_that_tells_the_author_nothing(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """A review ends with a decision and its reason; cancelled, it would just stop, and its author would wait."""
    if isinstance(getattr(context.get("page"), "specific", None), Contribution):
        menu_items[:] = [item for item in menu_items if not isinstance(item, CancelWorkflowMenuItem)]


@hooks.register("before_edit_page")
def say_that_it_was_decided(request: HttpRequest, page: Any) -> None:
    """An editor pressed Approve on a page that another has decided on meanwhile: Wagtail would just save, and say so."""
    if request.POST.get("action-workflow-action") and not page.workflow_in_progress:
        messages.warning(
            request,
            _(
                "Another editor has decided on this text already. Yours did not count; what you typed is saved as a draft."
            ),
        )


@hooks.register("after_publish_page")
def tell_who_wrote_it(request: HttpRequest, page: Any) -> None:
    """Published past the review, by the button: its authors learn of it all the same."""
    if isinstance(page.specific, Contribution) and page.live:
        tell_authors(page, "published")
