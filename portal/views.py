"""The home page and plain texts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from network.access.requests import MemberRequest
from portal.home.context import home_context
from portal.models import HomePage, TextPage
from search.localized import localized


def home(request: MemberRequest) -> HttpResponse:
    page = HomePage.objects.filter(locale__language_code=get_language() or "en").live().first()
    return render(request, "portal/home.html", home_context(request, page))


def text(request: HttpRequest, slug: str) -> HttpResponse:
    """A text in the interface's language, or in another that its readers know where it is not translated yet."""
    pages = TextPage.objects.live().filter(slug=slug).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    page = localized(by_language)
    if page is None:
        raise Http404
    return render(request, "portal/text_page.html", {"page": page})
