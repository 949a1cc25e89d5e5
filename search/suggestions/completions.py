"""What somebody may be about to type: titles that begin so, labels, and what his words find already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis import fold, key, tokenize
from search.analysis.names import name_key
from search.analysis.spelling import MIN_RETYPED_LENGTH, layouts
from search.engines import engine
from search.engines.passages import Thing
from search.engines.protocol import Engine
from search.engines.queries import SearchRequest
from search.query.expansion.terms import query_languages
from search.query.filters import matching_values
from search.query.params import SearchParams
from search.query.parser import parse
from search.query.plan import SearchScope, plan_search
from search.query.ranking import best_first, score_candidates
from search.registry import Reader, facets
from search.suggestions.operators import Hint, complete_operators, complete_values
from search.visibility import visible_counts, visible_rows

# What fits between a phone's search box and its keyboard.
MAX_THINGS = 5
MAX_LABELS = 3
LABELS = ("theme", "country", "place", "threat", "tag")
MAX_TEXT_LENGTH = 80
# Looked at, for some may turn out to be hidden since they were indexed.
SCAN_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Completion:
    """title: in `language`, "" for the page's. note: what it is. address: a page, or a query of the search page.

    typed: instead of an address, what stands in the box then.
    """

    title: str
    note: str
    address: str = ""
    language: str = ""
    typed: str = ""


def suggest(typed: str, reader: Reader, *, language: str) -> list[Completion]:
    """At most MAX_LABELS + MAX_THINGS and some operators. language: the interface's. Raises EngineUnavailable while there is no index."""
    typed = typed[:MAX_TEXT_LENGTH].strip()
    if not any(letter.isalnum() for letter in typed):
        return []
    target = engine()
    if values := _hinted(complete_values(typed, target, reader)):
        return values
    offered = _suggest(target, typed, reader, language)
    if not offered and (meant := _on_another_layout(target, typed, reader, language)):
        offered = _suggest(target, meant, reader, language)
    return [*offered, *_hinted(complete_operators(typed))]


def _suggest(engine: Engine, typed: str, reader: Reader, language: str) -> list[Completion]:
    things = _things(engine, typed, reader, language)
    rows = visible_rows(things, reader)
    shown = [rows[thing] for thing in things if thing in rows][:MAX_THINGS]
    return [
        *list(_labels(engine, typed, reader))[:MAX_LABELS],
        *(Completion(row.title, row.kind_label, row.url, row.language) for row in shown),
    ]


def _on_another_layout(engine: Engine, typed: str, reader: Reader, language: str) -> str:
    """What the same keys write on the first layout on which a title begins so; empty where none does."""
    if len(typed) < MIN_RETYPED_LENGTH:
        return ""
    begun = (
        meant for meant in layouts(typed) if engine.autocomplete(_spellings(meant, language), keys=reader.keys, limit=1)
    )
    return next(begun, "")


def _hinted(hints: Iterable[Hint]) -> list[Completion]:
    return [Completion(shown, note, typed=filled) for shown, note, filled in hints]


def _things(engine: Engine, typed: str, reader: Reader, language: str) -> Sequence[Thing]:
    """Those whose title goes on like that first, then those that say what was typed. No talk: it is asked for whole."""
    begun = engine.autocomplete(_spellings(typed, language), keys=reader.keys, limit=SCAN_LIMIT)
    if len(begun) >= MAX_THINGS:
        return begun
    plan = plan_search(engine, SearchParams(text=typed, exact=True), SearchScope(reader.keys, language))
    candidates = [one for one in engine.search(plan.request).candidates if not one.is_chronological]
    order = best_first(candidates, score_candidates(candidates))
    found = (thing for thing in order if thing not in begun)
    return [*begun, *(thing for thing, _place in zip(found, range(SCAN_LIMIT), strict=False))]


def _spellings(typed: str, language: str) -> list[set[str]]:
    """For each word what its beginning may be written like in the index."""
    languages = query_languages(parse(typed), language)
    words = [token.text for token in tokenize(typed)]
    return [{spelling for spelling in _of_word(word, languages) if spelling} for word in words if key(word, "und")]


def _of_word(word: str, languages: Sequence[str]) -> Iterator[str]:
    yield key(word, "und")
    yield from name_key(word).split()
    for language in languages:
        yield key(word, language)
        yield fold(key(word, language))


def _labels(engine: Engine, typed: str, reader: Reader) -> Iterator[Completion]:
    """Themes, places and tags called so, of things that the reader may see, with how many those are."""
    counted = engine.search(SearchRequest(keys=reader.keys, facets=LABELS, depth=1)).facets
    for facet in LABELS:
        counts = visible_counts(facet, counted[facet], reader)
        known = facets().get(facet)
        values = matching_values(facet, typed, counts) if known else ()
        names: Mapping[str, tuple[str, ...]] = known.names(values) if known and values else {}
        for value in sorted(values, key=lambda value: -counts[value]):
            if value in names and known:
                address = SearchParams(selected={facet: (value,)}).querystring()
                yield Completion(names[value][0], f"{known.label} · {counts[value]}", address)
