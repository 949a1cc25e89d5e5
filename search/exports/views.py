"""Searches as files and as feeds: the same gate, the same set, for whoever asks."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.engines.protocol import EngineUnavailable
from search.exports.atom import atom_response
from search.exports.csv_table import table
from search.exports.references import Reference
from search.lists.moved_values import follow_moved_values
from search.query.params import SearchParams, parse_params
from search.query.results import search_rows
from search.registry import ReaderRequest, Row
from search.site import SITE_NAME

MAX_ROWS = 1_000
MAX_ENTRIES = 50
TYPES = {"csv": "text/csv", "bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


@require_safe
@cache_control(private=True, no_store=True)
@follow_moved_values
def export(request: ReaderRequest) -> HttpResponse:
    """`?form=csv`, `bib` or `ris`, beside what the search page takes. MAX_ROWS at most: the heading says how many."""
    form = request.GET.get("form", "")
    if form not in TYPES:
        raise Http404
    try:
        rows = list(_rows(request, parse_params(request.GET), MAX_ROWS))
    except EngineUnavailable:
        return _unavailable()
    response = HttpResponse(_in_form(form, rows), content_type=f"{TYPES[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="chaikhana-{now():%Y-%m-%d}.{form}"'
    return response


@require_safe
@follow_moved_values
def feed(request: ReaderRequest) -> HttpResponse:
    """Any search as an Atom feed, the newest first. What an entry is known by stays when its title or address changes."""
    params = parse_params(request.GET)
    params = SearchParams(params.text, params.selected, newest_first=True, exact=params.exact)
    try:
        rows = list(_rows(request, params, MAX_ENTRIES))
    except EngineUnavailable:
        return _unavailable()
    title = f"{params.text} · {SITE_NAME}" if params.text else str(SITE_NAME)
    link = request.build_absolute_uri(params.querystring())
    return atom_response(
        request, rows, title=title, link=link, description=_("What is new among the results of this search")
    )


def _rows(request: ReaderRequest, params: SearchParams, limit: int) -> Iterator[tuple[Row, str]]:
    reader = request.viewer
    for row in search_rows(params, reader, language=get_language() or "en", limit=limit):
        yield row, request.build_absolute_uri(row.url)


def _in_form(form: str, rows: list[tuple[Row, str]]) -> bytes:
    if form == "csv":
        return table(rows)
    references = (
        Reference(row.authors, row.title, row.published, address, row.language, f"{row.kind}-{row.id}", row.licence)
        for row, address in rows
    )
    return "\n".join(reference.bibtex if form == "bib" else reference.ris for reference in references).encode()


def _unavailable() -> HttpResponse:
    sentence = _("The search is being prepared. Try again in a minute.")
    return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
