"""Where Wagtail's admin leaves a place for the house's own."""

import json
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, SaveDraftMenuItem
from wagtail.admin.menu import MenuItem

from cases.editorial.admin.draft_policies import hide_unpublished_texts
from cases.editorial.curation import hooks as curation
from cases.editorial.desk.panels import show_the_desk
from cases.editorial.reports.views import texts_report
from cases.editorial.review.views import review
from cases.editorial.routing.views import remit
from cases.editorial.tags import hooks as tag_hooks
from cases.library.models import Contribution


@hooks.register("insert_global_admin_css")
def add_admin_css() -> SafeString:
    links = ((static(f"portal/css/{name}.css"),) for name in ("tokens", "admin"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', links)


@hooks.register("insert_global_admin_js")
def add_prose_importmap() -> SafeString:
    """Its own module imports it by this name, and a page may say only once, before any module, where names lead."""
    names = {"imports": {"django-prose-editor/editor": static("django_prose_editor/editor.js")}}
    return format_html('<script type="importmap">{}</script>', mark_safe(json.dumps(names)))


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    return [
        path("review/<row:page_id>/", review, name="review"),
        path("remit/", remit, name="remit"),
        path("reports/texts/", texts_report, name="texts_report"),
        *curation.addresses(),
    ]


hooks.register("register_admin_menu_item", curation.menu_item)


class ReviewMenuItem(ActionMenuItem):
    label = gettext_lazy("Read it as readers do, and decide")
    name = "review"
    icon_name = "view"

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("review", args=[parent_context["page"].pk])


@hooks.register("construct_page_action_menu")
def offer_save_and_review(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """The page on which a text is corrected decides nothing: it reads the row before it writes it, and saves by itself."""
    if isinstance(getattr(context.get("page"), "specific", None), Contribution):
        saving = [item for item in menu_items if isinstance(item, SaveDraftMenuItem)]
        menu_items[:] = [*saving, ReviewMenuItem(order=0)]
    else:  # the editors' own: what is done most stands on the button
        menu_items.sort(key=lambda item: not isinstance(item, PublishMenuItem))


@hooks.register("before_edit_page")
def drop_page_actions(request: HttpRequest, page: Any) -> None:
    """A form that was opened before an upgrade, or made by hand, may ask for a decision with what it saves: it is saved."""
    asked = [key for key in request.POST if key.startswith("action-")]
    if asked and isinstance(page, Contribution):
        posted: Any = request.POST.copy()
        for key in asked:
            del posted[key]
        request.POST = posted


@hooks.register("after_edit_page")
def notify_saved_as_draft(request: HttpRequest, page: Any) -> None:
    if isinstance(page, Contribution) and "application/json" not in request.headers.get("accept", ""):
        read = messages.button(reverse("review", args=[page.pk]), ReviewMenuItem.label)
        messages.info(request, _("Saved as a draft: readers see it when it is published."), buttons=[read])


hooks.register("construct_homepage_panels", show_the_desk)
tag_hooks.register_tags()


@hooks.register("construct_page_chooser_queryset")
def offer_published_texts(pages: Any, request: HttpRequest) -> Any:
    return hide_unpublished_texts(pages)


class EditorsItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(request.user.is_editor)


@hooks.register("register_reports_menu_item")
def offer_report_on_texts() -> MenuItem:
    label = gettext_lazy("Texts and their readers")
    return EditorsItem(label, reverse("texts_report"), name="texts", icon_name="list-ul", order=10)


@hooks.register("construct_reports_menu")
def offer_own_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's are not there: see admin.absent_urls."""
    menu_items[:] = [item for item in menu_items if isinstance(item, EditorsItem)]
