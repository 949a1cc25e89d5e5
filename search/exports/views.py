"""Searches as files and as feeds: the same gate, the same set, for whoever asks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.engines.protocol import EngineUnavailable
from search.exports.csv_table import table
from search.exports.references import Reference
from search.input.xml_text import to_xml_data
from search.query.params import SearchParams, parse_params
from search.query.results import search_rows
from search.registry import ReaderRequest, Row
from search.site import SITE_NAME

MAX_ROWS = 1_000
MAX_ENTRIES = 50
BEGINNING = datetime(2015, 5, 18, tzinfo=UTC)
TYPES = {"csv": "text/csv", "bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}


@require_safe
@cache_control(private=True, no_store=True)
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
def feed(request: ReaderRequest) -> HttpResponse:
    """Any search as an Atom feed, the newest first. What an entry is known by stays when its title or address changes."""
    params = parse_params(request.GET)
    params = SearchParams(params.text, params.selected, newest_first=True, exact=params.exact)
    try:
        rows = list(_rows(request, params, MAX_ENTRIES))
    except EngineUnavailable:
        return _unavailable()
    text = _atom(request, params, rows).writeString("utf-8")
    etag = f'"{salted_hmac("search.feed", "".join(map(repr, rows))).hexdigest()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        text, content_type="application/atom+xml; charset=utf-8"
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _rows(request: ReaderRequest, params: SearchParams, limit: int) -> Iterator[tuple[Row, str]]:
    reader = request.viewer
    for row in search_rows(params, reader, language=get_language() or "en", limit=limit):
        yield row, request.build_absolute_uri(row.url)


def _in_form(form: str, rows: list[tuple[Row, str]]) -> bytes:
    if form == "csv":
        return table(rows)
    references = (
        Reference(row.authors, row.title, row.published, address, row.language, f"{row.kind}-{row.id}")
        for row, address in rows
    )
    return "\n".join(reference.bibtex if form == "bib" else reference.ris for reference in references).encode()


def _atom(request: ReaderRequest, params: SearchParams, rows: list[tuple[Row, str]]) -> "StillFeed":
    title = f"{params.text} · {SITE_NAME}" if params.text else str(SITE_NAME)
    atom = StillFeed(
        title=title,
        link=request.build_absolute_uri(params.querystring()),
        description=_("What is new among the results of this search"),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for row, address in rows:
        atom.add_item(
            title=row.title,
            link=address,
            description=row.summary,
            unique_id=f"tag:{request.get_host().partition(':')[0]},2015:{row.kind}:{row.id}",
            pubdate=row.published,
            updateddate=row.published,
            author_name=row.byline_text or None,
        )
    return atom


class StillFeed(Atom1Feed):
    """One without entries is as old as the programme: a moment of now would make every answer another.

    What an old row holds that is no XML is left out: one title must not cost everybody the whole feed.
    """

    def __init__(self, **words: Any) -> None:
        super().__init__(**to_xml_data(words))

    def add_item(self, **words: Any) -> None:  # type: ignore[override]
        super().add_item(**to_xml_data(words))

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEGINNING


def _unavailable() -> HttpResponse:
    sentence = _("The search is being prepared. Try again in a minute.")
    return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
