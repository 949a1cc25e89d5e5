"""The home page, plain texts, and what a supervisor asks."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language

from network.access.requests import MemberRequest
from portal.home import new_texts, talk, themes
from portal.models import HomePage, TextPage
from search.wording import worded

# What people of the region may ask first, each in the language it is asked in.
EXAMPLES = [
    {"query": "вододеление", "language": "ru"},
    {"query": "suv taqsimoti", "language": "uz"},
    {"query": "чек ара", "language": "ky"},
]


def home(request: MemberRequest) -> HttpResponse:
    language = get_language() or "en"
    viewer = request.viewer
    texts = new_texts(viewer, language)
    context = {
        "page": HomePage.objects.filter(locale__language_code=language).live().first(),
        "lead": texts[0] if texts else None,
        "rows": texts[1:],
        "talk": talk(viewer),
        "themes": themes(viewer),
        "examples": EXAMPLES,
        "canonical": request.build_absolute_uri(request.path),
        "origin": f"{request.scheme}://{request.get_host()}",
    }
    return render(request, "portal/home.html", context)


def text(request: HttpRequest, slug: str) -> HttpResponse:
    """A text in the interface's language, or in another that its readers know where it is not translated yet."""
    pages = TextPage.objects.live().filter(slug=slug).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    page = worded(by_language)
    if page is None:
        raise Http404
    return render(request, "portal/text_page.html", {"page": page})


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The process can do its work: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "ok"})
