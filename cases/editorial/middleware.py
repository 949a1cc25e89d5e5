"""The editors' side: a refusal is a sentence on the page one came from, and what is not published is for editors alone."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import redirect, render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.library.models import Contribution
from cases.library.text_status import is_private, is_with_editors
from network.access.errors import Refusal
from network.markup import plain

View = Callable[[HttpRequest], HttpResponse]


class RefusalsAtTheDesk(MiddlewareMixin):
    """Wagtail's own views know nothing of refusals: what they raise arrives here."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal) or not request.path_info.startswith("/admin/"):
            return None
        messages.warning(request, str(exception))
        back = urlsplit(request.headers.get("referer", "")).path or "/admin/"
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": back})  # as Wagtail's dialogs want it
        return redirect(back)


# As Wagtail's addresses call the page that they are about.
PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "parent_id", "pk", "id")
OF_PAGES = ("/admin/pages/", "/admin/choose-page/", "/admin/review/", "/admin/translation/submit/page/")


class PrivateDrafts(MiddlewareMixin):
    """A text that was not sent is not there, whoever asks in the admin, and on whatever page of Wagtail's. One that is with
    its author again is shown on the page of its review, as editors had it; what an editor still typed comes back to him.
    """

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if not request.path_info.startswith(OF_PAGES):
            return None
        asked = [int(kwargs[name]) for name in PAGE_ARGUMENTS if str(kwargs.get(name, "")).isdecimal()]
        texts = [page for page in Page.objects.filter(pk__in=asked) if issubclass(page.specific_class, Contribution)]
        if any(is_private(page) for page in texts):
            return HttpResponseNotFound()
        user: Any = request.user
        is_edit = request.resolver_match and request.resolver_match.view_name == "wagtailadmin_pages:edit"
        if is_edit and texts and user.is_editor and not is_with_editors(texts[0]):
            return _with_its_author(request, texts[0])
        return None


def _with_its_author(request: HttpRequest, page: Page) -> HttpResponse:
    if request.method != "POST":
        return redirect("review", page.pk)
    words = _(
        "This text is with its author again, so it was not saved. What you typed stands below: copy what you need."
    )
    if "application/json" in request.headers.get("accept", ""):
        return JsonResponse({"success": False, "error_code": "blocked_by_hook", "error_message": words}, status=400)
    fields = [
        ("title", page._meta.get_field("title").verbose_name),
        ("summary", _("Summary")),
        *page.specific_class.SECTIONS,
    ]
    typed = [(title, plain(request.POST[name])) for name, title in fields if request.POST.get(name)]
    context = {"words": words, "typed": typed, "page_id": page.pk}
    return render(request, "cases/editorial/typed.html", context, status=409)


# Wagtail asks for these no more than that one may enter the admin, as organisers may; or shows too much before it asks.
EDITORS_ALONE = tuple(
    f"/admin/{place}"
    for place in ("api/", "review/", "pages/", "choose-", "images/", "documents/", "reports/", "workflows/")
)


def keep_texts_to_editors(get_response: View) -> View:
    """Texts that are not published yet, and the pictures in them, are no organiser's; and for members nothing is here.

    Wagtail would send a member to sign in, who is, and so would be sent back, and so on.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if request.path_info.startswith(EDITORS_ALONE) and user.is_staff and not user.is_editor:
            return HttpResponseNotFound()
        if request.path_info.startswith("/admin/") and user.is_authenticated and not user.is_staff:
            return HttpResponseNotFound()
        return get_response(request)

    return middleware
