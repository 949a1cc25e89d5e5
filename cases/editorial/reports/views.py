"""The report on texts, for editors: numbers by what they are about, and lists of what asks for something."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.editorial.reports import text_lists
from cases.editorial.reports.chart import chart
from cases.editorial.reports.groups import DIMENSIONS, groups, totals
from cases.editorial.reports.periods import PERIODS
from cases.editorial.reports.sheets import FORMATS, sheet
from cases.editorial.reports.text_lists import MAX_IN_SHEET, TextList
from network.access.requests import MemberRequest
from search.lists.listing import querystring
from search.site import LANGUAGE_NAMES

LISTS = {
    "most-read": _("Most read"),
    "not-read": _("Not read"),
    "overdue": _("Too long with the editors"),
    "untranslated": _("Not translated"),
    "unconfirmed": _("Not confirmed for two years"),
}
SHOWN = {name: one.label for name, one in DIMENSIONS.items()} | LISTS
GROUP_HEADINGS = {"texts": _("Texts"), "new": _("New"), "reads": _("Reads")}
ROW_HEADINGS = {
    "title": _("Title"),
    "kind": _("Kind"),
    "language": _("Language"),
    "day": _("Published"),
    "reads": _("Reads"),
    "days": _("Days in review"),
    "holder": _("With whom"),
    "address": _("Address"),
}
MAX_CURSOR_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it does not know is the first of its kind."""

    show: str
    period: str
    language: str
    after: str
    export: str

    @classmethod
    def of(cls, request: MemberRequest) -> "Asked":
        def one_of(name: str, known: Sequence[str], otherwise: str) -> str:
            value = request.GET.get(name, "")
            return value if value in known else otherwise

        return cls(
            show=one_of("show", [*SHOWN], "theme"),
            period=one_of("period", [*PERIODS], "30"),
            language=one_of("language", [*LANGUAGE_NAMES], get_language() or "en"),
            after=request.GET.get("after", "")[:MAX_CURSOR_LENGTH],
            export=one_of("export", FORMATS, ""),
        )

    @property
    def since(self) -> Any:
        return PERIODS[self.period].since(localdate(timezone=get_default_timezone()))

    def address(self, **other: str) -> str:
        kept = {"show": self.show, "period": self.period}
        if self.show == "untranslated":
            kept["language"] = self.language
        return querystring(kept | other)


@never_cache
@require_safe
def texts_report(request: MemberRequest) -> HttpResponseBase:
    if not request.viewer.is_editor:
        raise Http404
    asked = Asked.of(request)
    return _groups(request, asked) if asked.show in DIMENSIONS else _list(request, asked)


def _groups(request: MemberRequest, asked: Asked) -> HttpResponseBase:
    dimension = DIMENSIONS[asked.show]
    found = groups(dimension, request.viewer, asked.since)
    if asked.export:
        return sheet(f"texts-by-{asked.show}", {"name": dimension.label} | GROUP_HEADINGS, found, asked.export)
    are_reads = any(group.reads for group in found)
    bars = chart([(group.name, group.reads if are_reads else group.texts) for group in found])
    return _show(
        request,
        asked,
        groups=found,
        totals=totals(request.viewer, asked.since),
        chart=bars,
        are_reads=are_reads,
    )


def _list(request: MemberRequest, asked: Asked) -> HttpResponseBase:
    if asked.export:
        rows = _rows(request, asked, is_whole=True).rows
        return sheet(f"texts-{asked.show}", ROW_HEADINGS, rows, asked.export)
    return _show(request, asked, texts=_rows(request, asked))


def _rows(request: MemberRequest, asked: Asked, *, is_whole: bool = False) -> TextList:
    limit = {"limit": MAX_IN_SHEET} if is_whole else {}
    viewer, since = request.viewer, asked.since
    if asked.show == "most-read":
        return text_lists.read_most(viewer, since, **limit)
    if asked.show == "overdue":
        return text_lists.overdue(**limit)
    if asked.show == "untranslated":
        texts = text_lists.untranslated(viewer, since, asked.language)
    else:
        texts = {"not-read": text_lists.not_read, "unconfirmed": text_lists.unconfirmed}[asked.show](viewer, since)
    return text_lists.all_of(texts) if is_whole else text_lists.page_of(texts, after=asked.after)


def _show(request: MemberRequest, asked: Asked, **found: Any) -> HttpResponseBase:
    context = {
        "asked": asked,
        "title": SHOWN[asked.show],
        "tabs": [
            (label, querystring({"show": name, "period": asked.period}), name == asked.show)
            for name, label in SHOWN.items()
        ],
        "periods": [(name, period.label) for name, period in PERIODS.items()],
        "period": PERIODS[asked.period].label,
        "languages": LANGUAGE_NAMES.items() if asked.show == "untranslated" else (),
        "sheets": [(form.upper(), asked.address(export=form)) for form in FORMATS],
        "next": asked.address(after=found["texts"].after) if found.get("texts") and found["texts"].after else "",
        **found,
    }
    return render(request, "cases/editorial/reports/texts.html", context)
