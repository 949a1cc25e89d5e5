"""Lists of cases and practices, and the pages themselves."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from cases.library.addresses import path_in
from cases.library.models import KINDS, Contribution
from cases.reading.case_list import case_list
from cases.reading.discussion import conversation_about
from cases.reading.related_pages import related_pages
from cases.reading.saved.reading_list import Saving, saving_of, with_reading_list
from cases.reading.text.citation import Citation, citation_of
from cases.reading.text.page_context import PageContext, page_context
from cases.reads.counting import note_read
from network.access.requests import MemberRequest
from network.access.viewer import Viewer
from search.lists.moved_values import follow_moved_values

CITATION_TYPES = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


@follow_moved_values
def listing(request: MemberRequest, kind: str) -> HttpResponse:
    language = get_language() or "en"
    found = case_list(KINDS[kind], request.viewer, request.GET, language=language)
    return render(request, "cases/library/list.html", {"listing": found, "kind": kind})


def page(request: MemberRequest, kind: str, address: str) -> HttpResponse:
    text = _found(request, kind, address)
    response = render_page(request, text, saving=saving_of(text, request.viewer))
    note_read(request, text, response)
    return response


def render_page(request: MemberRequest, page: Contribution, *, saving: Saving | None = None) -> HttpResponse:
    """The whole page. `page` passed the gate, or is a draft that its author or an editor previews."""
    viewer = request.viewer
    language = get_language() or "en"
    reading = page_context(page, viewer)
    citation = _citation(request, page, reading)
    context: dict[str, Any] = {
        "reading": reading,
        "page": page,
        "citation": citation,
        "downloads": _downloads(page),
        "nearby": related_pages(page, viewer, language=language),
        "conversation": conversation_about(page, viewer),
        "canonical": citation.url,
        "alternates": _alternates(request, reading),
        "saving": saving,
        "offer_url": _offer_url(page, viewer),
    }
    return render(request, "cases/library/page.html", context)


def cite(request: MemberRequest, kind: str, address: str, form: str) -> HttpResponse:
    """The citation as a file for a reference manager."""
    if form not in CITATION_TYPES:
        raise Http404
    page = _found(request, kind, address)
    citation = _citation(request, page, page_context(page, request.viewer))
    text = citation.bibtex if form == "bib" else citation.ris
    response = HttpResponse(text, content_type=f"{CITATION_TYPES[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.address}.{form}"'
    return response


def _found(request: MemberRequest, kind: str, address: str) -> Contribution:
    visible = with_reading_list(KINDS[kind].visible.to(request.viewer), request.viewer)
    found: Contribution = get_object_or_404(visible.for_reading(), address=address)
    return found


def _citation(request: HttpRequest, page: Contribution, reading: PageContext) -> Citation:
    return citation_of(
        page, reading.byline, request.build_absolute_uri(path_in(page.language, page.get_absolute_url()))
    )


def _offer_url(page: Contribution, viewer: Viewer) -> str:
    """For members; a translation is made of the original alone."""
    if not viewer.is_authenticated or not page.live:
        return ""
    return reverse("contribute_translate", args=[page.KIND, (page.original or page).address])


def _alternates(request: HttpRequest, reading: PageContext) -> list[dict[str, str]]:
    """Each translation at its own address, under its own language's interface."""
    return [
        {"code": str(link["code"]), "url": request.build_absolute_uri(path_in(str(link["code"]), str(link["url"])))}
        for link in reading.languages
    ]


def _downloads(page: Contribution) -> list[dict[str, str]]:
    forms = {"BibTeX": "bib", "RIS": "ris"}
    return [
        {"label": label, "url": reverse(f"{page.KIND}_citation", args=[page.address, form])}
        for label, form in forms.items()
    ]
