"""The editors' side: a refusal is a sentence on the page one came from, and what is not published is for editors alone."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.library.models import KINDS, Contribution
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
EDIT = "wagtailadmin_pages:edit"
OF_PAGES = (
    "/admin/pages/",
    "/admin/choose-page/",
    "/admin/review/",
    "/admin/curation/",
    "/admin/translation/submit/page/",
)


class PrivateDrafts(MiddlewareMixin):
    """A text that was not sent is not there, whoever asks in the admin, and on whatever page of Wagtail's. One that is with
    its author again is shown on the page of its review, as editors had it; what an editor still typed comes back to him.
    """

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        if not request.path_info.startswith(OF_PAGES):
            return None
        view = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated:
            return _signed_out(request) if request.method == "POST" and view in (EDIT, "review") else None
        if view == "review":  # which asks itself, and answers as of what is not there
            return None
        asked = [int(kwargs[name]) for name in PAGE_ARGUMENTS if str(kwargs.get(name, "")).isdecimal()]
        texts = [page for page in Page.objects.filter(pk__in=asked) if issubclass(page.specific_class, Contribution)]
        if any(is_private(page) for page in texts):
            return HttpResponseNotFound()
        user: Any = request.user
        if view == EDIT and texts and user.is_editor and not is_with_editors(texts[0]):
            return _with_its_author(request, texts[0])
        return None


def _with_its_author(request: HttpRequest, page: Page) -> HttpResponse:
    if request.method != "POST":
        return redirect("review", page.pk)
    words = _(
        "This text is with its author again, so it was not saved. What you typed stands below: copy what you need."
    )
    back = {"url": reverse("review", args=[page.pk]), "label": _("To the page of its review")}
    return _give_back(request, words, back, status=409)


def _signed_out(request: HttpRequest) -> HttpResponse:
    words = _("You are signed out, so nothing was saved. What you typed stands below: copy what you need, and sign in.")
    login = f"{reverse('account_login')}?{urlencode({'next': request.path_info})}"
    return _give_back(request, words, {"url": login, "label": _("Sign in")}, status=403)


def _give_back(request: HttpRequest, words: str, back: dict[str, str], *, status: int) -> HttpResponse:
    """What was typed into a form of the desk that cannot be taken."""
    if "application/json" in request.headers.get("accept", ""):
        return JsonResponse({"success": False, "error_code": "blocked_by_hook", "error_message": words}, status=400)
    sections = [section for model in KINDS.values() for section in model.SECTIONS]
    decision = [
        ("words", _("Your words to the author")),
        ("reason", _("Why it leaves the site")),
        ("remark", _("Your remark")),
    ]
    names = dict([("title", _("Title")), ("summary", _("Summary")), *sections, *decision])
    typed = [(label, plain(request.POST[name])) for name, label in names.items() if request.POST.get(name)]
    return render(request, "cases/editorial/typed.html", {"words": words, "typed": typed, "back": back}, status=status)


# Wagtail asks for these no more than that one may enter the admin, as organisers may; or shows too much before it asks.
EDITORS_ALONE = tuple(
    f"/admin/{place}"
    for place in (
        "api/",
        "review/",
        "curation/",
        "pages/",
        "choose-",
        "images/",
        "documents/",
        "reports/",
        "workflows/",
    )
)


def restrict_admin_to_editors(get_response: View) -> View:
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
