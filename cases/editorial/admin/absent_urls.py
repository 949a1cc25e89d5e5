"""Addresses of Wagtail's admin that this site has no use for. They are not there, for superusers either: what none of its
pages allows (see cases.library.permissions) is not even asked for, and Wagtail's own trials of errors stay its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import path
from django.views.decorators.http import require_POST
from django.views.defaults import page_not_found
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView
from wagtail.admin.views.chooser import ChosenMultipleView, ExternalLinkView
from wagtail.models import Page

from cases.editorial.admin.draft_policies import hide_unpublished_texts
from network.people.accounts.own_account import OwnAccountView
from search.input.numbers import number_from


@require_admin_access
def absent(request: HttpRequest, **_parts: Any) -> HttpResponse:
    return page_not_found(request, Exception(), template_name="wagtailadmin/404.html")


@require_admin_access
def choose_address(request: HttpRequest) -> HttpResponse:
    """Wagtail's own, which fails on a form without an address."""
    if request.method == "POST" and not request.POST.get("external-link-chooser-url", "").strip():
        return HttpResponseBadRequest()
    chosen: HttpResponse = ExternalLinkView.as_view()(request)
    return chosen


@require_admin_access
def choose_several(request: HttpRequest) -> HttpResponse:
    """Wagtail's own, which tells the title of any page whose number it is given: of somebody's draft, too."""
    asked = [number for value in request.GET.getlist("id") if (number := number_from(value)) is not None]
    offered = hide_unpublished_texts(Page.objects.filter(pk__in=asked))
    kept: Any = request.GET.copy()
    kept.setlist("id", [str(pk) for pk in offered.values_list("pk", flat=True)])
    request.GET = kept
    chosen: HttpResponse = ChosenMultipleView.as_view()(request)
    return chosen


ABSENT = (
    "test404/",
    "failwhale/",
    "block-preview/",
    "bulk/<str:app_label>/<str:model_name>/<str:action>/",
    "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
    "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/",
    "pages/create/<slug:app_label>/<slug:model_name>",
    "pages/usage/<path:rest>",
    "reports/page-types-usage/",
    "reports/page-types-usage/results/",
    "pages/<int:parent_page_id>/add_subpage/",
    "pages/<int:page_id>/convert_alias/",
    "pages/<int:page_id>/copy/",
    "pages/<int:page_id>/privacy/",
    "pages/<int:page_to_move_id>/move/",
    "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
    "pages/<int:page_to_move_id>/set_position/",
    # Decisions are taken on the page of the review, by the house's own actions.
    "pages/workflow/<path:rest>",
    # All pictures, those of drafts too.
    "api/main/images/",
    "api/main/images/<path:rest>",
    "collections/<int:collection_id>/privacy/",
    # Files of texts are the site's own, behind the gates of their texts.
    "documents/",
    "documents/<path:rest>",
    "api/main/documents/",
    "api/main/documents/<path:rest>",
    # A concept is made on its own screen, with its names in seven languages.
    "snippets/choose/vocabulary/concept/create/",
    # The one review is set up at every start; switched off here, nobody could send a text.
    "workflows/<path:rest>",
)

urlpatterns = [
    *(path(address, absent) for address in ABSENT),
    path("choose-external-link/", choose_address),
    path("choose-page/chosen-multiple/", choose_several),
    path("account/", require_admin_access(OwnAccountView.as_view())),
    # Wagtail's own takes the cookie of the session away from who only followed a link.
    path("logout/", require_POST(LogoutView.as_view())),
]
