"""Operators and their values, offered while one types them: "th" goes on as "theme:", "theme:wa" as "theme:Water"."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from search.engines.protocol import Engine
from search.engines.queries import SearchRequest
from search.query.filters import OPERATOR_FACETS, matching_values
from search.query.parser import OPERATORS, Operator
from search.registry import Reader, facets
from search.visibility import visible_counts

MAX_OPERATORS = 2
MAX_VALUES = 8
MIN_LENGTH = 2  # letters, from which on an operator is recognised
_MEANS = {
    Operator.TAG: _("only with this tag"),
    Operator.THEME: _("only on this theme"),
    Operator.COUNTRY: _("only about this country"),
    Operator.PLACE: _("only about this place"),
    Operator.LANGUAGE: _("only in this language"),
    Operator.BY: _("only by this author"),
    Operator.IN: _("only in this room or series"),
    Operator.TYPE: _("only of this kind"),
    Operator.BEFORE: _("only from before this date"),
    Operator.AFTER: _("only from after this date"),
    Operator.HAS: _("only with a file or a picture"),
}
_UNFINISHED = re.compile(r"(?P<before>(?:.*\s)?-?)(?P<operator>[^\W\d_]+)(?P<value>:\"?[^\s:\"]*)?", re.DOTALL)

Hint = tuple[str, str, str]  # what is shown, what it means, what then stands in the box


def complete_operators(typed: str) -> Iterator[Hint]:
    """Operators that the last word of `typed` begins, at most MAX_OPERATORS."""
    unfinished = _UNFINISHED.fullmatch(typed)
    if not unfinished or unfinished["value"] is not None or len(unfinished["operator"]) < MIN_LENGTH:
        return
    begun = [name for name in OPERATORS if name.startswith(unfinished["operator"].casefold())]
    for name in begun[:MAX_OPERATORS]:
        yield f"{name}:", str(_MEANS[OPERATORS[name]]), f"{unfinished['before']}{name}:"


def complete_values(typed: str, engine: Engine, reader: Reader) -> Iterator[Hint]:
    """Values for the operator that `typed` ends with, of what `reader` may see, the most frequent first."""
    unfinished = _UNFINISHED.fullmatch(typed)
    operator = OPERATORS.get(unfinished["operator"].casefold()) if unfinished else None
    if not unfinished or unfinished["value"] is None or operator not in OPERATOR_FACETS:
        return
    begun = unfinished["value"].lstrip(':"')
    counted = engine.search(SearchRequest(keys=reader.keys, facets=OPERATOR_FACETS[operator], depth=1)).facets
    for facet in OPERATOR_FACETS[operator]:
        counts, known = visible_counts(facet, counted[facet], reader), facets().get(facet)
        values = matching_values(facet, begun, counts) if begun else tuple(counts)
        values = tuple(sorted(values, key=lambda value: (-counts[value], value)))[:MAX_VALUES]
        names: Mapping[str, tuple[str, ...]] = known.names(values) if known and values else {}
        for value in values:
            name = names[value][0] if names.get(value) else value
            quoted = f'"{name}"' if len(name.split()) > 1 else name
            filled = f"{unfinished['operator']}:{quoted}"
            yield filled, f"{known.label if known else facet} · {counts[value]}", f"{unfinished['before']}{filled} "
