"""Addresses of Wagtail's admin that this site has no use for. They are not there, for superusers either: what none of its
pages allows (see cases.library.permissions) is not even asked for, and Wagtail's own trials of errors stay its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from django.views.defaults import page_not_found
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView, ExternalLinkView
from wagtail.models import Page

from cases.editorial.admin.draft_policies import hide_unpublished_texts
from cases.library.models import KINDS, LibraryPage
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
def choose_page(request: HttpRequest) -> HttpResponse:
    """Wagtail's own. Where a text is looked for it begins among the texts, in the language of the page that it is for: not at the
    root, four steps away from them. The other languages are one step away, at the side."""
    asked = set(request.GET.get("page_type", "").split(","))
    texts = {f"library.{model._meta.model_name}" for model in KINDS.values()}
    library = None
    if asked <= texts:
        language = request.GET.get("locale") or get_language()
        library = LibraryPage.objects.filter(locale__language_code=language).values_list("pk", flat=True).first()
    chosen: HttpResponse = BrowseView.as_view()(request, library)
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
    # What waits, with whom, and for how long is on the desk; who did what in the log of acts; what is read in the house's own report.
    # These would tell titles that their authors write in now, and names of who saved what.
    *(
        f"reports/{report}/{part}"
        for report in ("aging-pages", "locked", "page-types-usage", "site-history", "workflow", "workflow_tasks")
        for part in ("", "results/")
    ),
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
    path("choose-page/", choose_page),
    path("choose-page/chosen-multiple/", choose_several),
    path("account/", require_admin_access(OwnAccountView.as_view())),
    # Wagtail's own takes the cookie of the session away from who only followed a link.
    path("logout/", require_POST(LogoutView.as_view())),
]
