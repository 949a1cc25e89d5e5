"""What operators such as theme:water or before:2016 ask for, in terms of facets, dates and authors."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from search.analysis import fold, key, tokenize
from search.engines.queries import FacetFilter
from search.query.parser import Operator, OperatorFilter, ParsedQuery, QueryText
from search.registry import facets

# The facets an operator may mean, in this order.
OPERATOR_FACETS = {
    Operator.TAG: ("tag",),
    Operator.THEME: ("theme",),
    Operator.COUNTRY: ("country",),
    Operator.PLACE: ("place",),
    Operator.LANGUAGE: ("lang",),
    Operator.TYPE: ("type",),
    Operator.IN: ("room", "edition"),
    Operator.HAS: ("has",),
}
_DATE = re.compile(
    r"(?P<year>\d{4})(?:[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?)?"
    r"|(?P<day_first>\d{1,2})[-./](?P<its_month>\d{1,2})[-./](?P<its_year>\d{4})"
)


@dataclass(frozen=True, slots=True)
class ResolvedQuery:
    """parsed: with the words of operators that mean nothing here. warnings: sentences for the reader."""

    parsed: ParsedQuery
    filters: tuple[FacetFilter, ...] = ()
    authors: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    warnings: tuple[str, ...] = ()


def resolve_operators(parsed: ParsedQuery, values_in: Callable[[str], Collection[str]]) -> ResolvedQuery:
    """What the operators ask for. values_in: a facet's values among what the reader may see.

    A value that the reader may not see is as unknown as one that does not exist: it is searched for as a word.
    """
    query = ResolvedQuery(parsed)
    for asked in parsed.filters:
        if asked.operator in (Operator.BEFORE, Operator.AFTER):
            query = _with_date(query, asked)
        elif asked.operator is Operator.BY:
            query = _with_author(query, asked)
        else:
            query = _with_facet_filter(query, asked, values_in)
    return query


def _with_author(query: ResolvedQuery, asked: OperatorFilter) -> ResolvedQuery:
    if asked.negated:
        return replace(query, warnings=(*query.warnings, _("Results cannot be narrowed by who did not write them.")))
    return replace(query, authors=(*query.authors, asked.value))


def _with_facet_filter(
    query: ResolvedQuery, asked: OperatorFilter, values_in: Callable[[str], Collection[str]]
) -> ResolvedQuery:
    for facet in OPERATOR_FACETS[asked.operator]:
        if values := matching_values(facet, asked.value, values_in(facet)):
            return replace(query, filters=(*query.filters, FacetFilter(facet, values, asked.negated)))
    warning = _("Nothing here is known as “%(operator)s:%(value)s”, so “%(value)s” was searched for as a word.") % {
        "operator": asked.typed,
        "value": asked.value,
    }
    text = QueryText(asked.value, is_phrase=len(asked.value.split()) > 1)
    parsed = query.parsed
    if asked.negated:
        parsed = replace(parsed, excluded=(*parsed.excluded, text))
    else:
        parsed = replace(parsed, groups=(*parsed.groups, (text,)))
    return replace(query, parsed=parsed, warnings=(*query.warnings, warning))


def matching_values(facet: str, typed: str, values: Collection[str]) -> tuple[str, ...]:
    """The values that are called so; where none is, those whose name begins so."""
    wanted = _comparable(typed)
    if not wanted or not values:
        return ()
    known = facets().get(facet)
    names = known.names(values) if known else {}
    called = {value: [_comparable(name) for name in (value, *names.get(value, ()))] for value in sorted(values)}
    exact = tuple(value for value, its_names in called.items() if wanted in its_names)
    return exact or tuple(value for value, its_names in called.items() if _begins(its_names, wanted))


def _begins(names: Iterable[str], wanted: str) -> bool:
    return len(wanted) > 1 and any(f" {name}".find(f" {wanted}") >= 0 for name in names)


def _comparable(name: str) -> str:
    return " ".join(fold(key(token.text, "und")) for token in tokenize(name.replace("-", " ")))


def _with_date(query: ResolvedQuery, asked: OperatorFilter) -> ResolvedQuery:
    moment = _moment(asked.value)
    if moment is None:
        warning = _("“%(value)s” was not understood as a date. Write it as 2016, 2016-05 or 2016-05-18.")
        return replace(query, warnings=(*query.warnings, warning % {"value": asked.value}))
    if (asked.operator is Operator.BEFORE) is not asked.negated:
        return replace(query, until=moment)
    return replace(query, since=moment)


def _moment(typed: str) -> datetime | None:
    """The beginning of the year, month or day, in the site's time zone."""
    match = _DATE.fullmatch(typed)
    if not match:
        return None
    year, month, day = (
        match["year"] or match["its_year"],
        match["month"] or match["its_month"] or 1,
        match["day"] or match["day_first"] or 1,
    )
    try:
        return datetime(int(year), int(month), int(day), tzinfo=timezone.get_current_timezone())
    except ValueError:
        return None
