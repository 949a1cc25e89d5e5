"""What operators such as theme:water or before:2016 ask for, in terms of facets, dates and authors."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from search.analysis import fold, key, tokenize
from search.engines.queries import FacetFilter
from search.query.parser import Filter, Operator, Query, QueryText
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
    """query: with the words of operators that mean nothing here. remarks: sentences for the reader."""

    query: Query
    conditions: tuple[FacetFilter, ...] = ()
    authors: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    remarks: tuple[str, ...] = ()


def resolve_operators(query: Query, values_in: Callable[[str], Collection[str]]) -> ResolvedQuery:
    """What the query's operators ask for. values_in: a facet's values among what the reader may see.

    A value that the reader may not see is as unknown as one that does not exist: it is searched for as a word.
    """
    meaning = ResolvedQuery(query)
    for asked in query.filters:
        if asked.operator in (Operator.BEFORE, Operator.AFTER):
            meaning = _with_date(meaning, asked)
        elif asked.operator is Operator.BY:
            meaning = _with_author(meaning, asked)
        else:
            meaning = _with_condition(meaning, asked, values_in)
    return meaning


def _with_author(meaning: ResolvedQuery, asked: Filter) -> ResolvedQuery:
    if asked.negated:
        return replace(meaning, remarks=(*meaning.remarks, _("Results cannot be narrowed by who did not write them.")))
    return replace(meaning, authors=(*meaning.authors, asked.value))


def _with_condition(
    meaning: ResolvedQuery, asked: Filter, values_in: Callable[[str], Collection[str]]
) -> ResolvedQuery:
    for facet in OPERATOR_FACETS[asked.operator]:
        if values := matching_values(facet, asked.value, values_in(facet)):
            condition = FacetFilter(facet, values, asked.negated)
            return replace(meaning, conditions=(*meaning.conditions, condition))
    remark = _("Nothing here is known as “%(operator)s:%(value)s”, so “%(value)s” was searched for as a word.") % {
        "operator": asked.typed,
        "value": asked.value,
    }
    text = QueryText(asked.value, is_phrase=len(asked.value.split()) > 1)
    query = meaning.query
    if asked.negated:
        query = replace(query, excluded=(*query.excluded, text))
    else:
        query = replace(query, groups=(*query.groups, (text,)))
    return replace(meaning, query=query, remarks=(*meaning.remarks, remark))


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


def _with_date(meaning: ResolvedQuery, asked: Filter) -> ResolvedQuery:
    moment = _moment(asked.value)
    if moment is None:
        remark = _("“%(value)s” was not understood as a date. Write it as 2016, 2016-05 or 2016-05-18.")
        return replace(meaning, remarks=(*meaning.remarks, remark % {"value": asked.value}))
    if (asked.operator is Operator.BEFORE) is not asked.negated:
        return replace(meaning, until=moment)
    return replace(meaning, since=moment)


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
