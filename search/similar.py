"""What else speaks of the same things as one text."""

from collections.abc import Iterable

from search.analysis import is_function_word
from search.engines import engine
from search.engines.protocol import (
    LABELS,
    SUMMARY,
    TEXT_FIELDS,
    TITLE,
    Clause,
    EngineUnavailable,
    Passage,
    Question,
    Term,
    Thing,
    Wanted,
)
from search.query.gate import rows_of
from search.query.ranking import best_first, scores
from search.registry import TALK, Reader, Row, searchables

# The words of a title, a summary and the labels; more of them say nothing more, and cost.
MOST_WORDS = 60
# So many are looked at to find `limit` that the reader may see and that are not translations of one another.
LOOKED_AT = 24


def similar(kind: str, id: int, reader: Reader, *, limit: int = 4) -> list[Row]:
    """Texts near this one in words and labels, the nearest first; no talk, and of a text in several languages one.

    Empty where the thing is not indexed yet, where the reader may not see it, and while there is no index.
    """
    thing = Thing(kind, id)
    try:
        passages = engine().passages([thing]).get(thing, ())
        clauses = tuple(Clause((Term(stems=(word,), fields=(*TEXT_FIELDS, LABELS)),)) for word in _words(passages))
        if not clauses:
            return []
        answer = engine().search(_question(thing, clauses, reader))
    except EngineUnavailable:
        return []
    order = best_first(answer.candidates, scores(answer.candidates))[:LOOKED_AT]
    rows = rows_of([thing, *order], reader)
    if thing not in rows:
        return []
    return _one_a_text(rows[thing], (rows[other] for other in order if other in rows))[:limit]


def _question(thing: Thing, clauses: tuple[Clause, ...], reader: Reader) -> Question:
    kinds = tuple(kind for kind in searchables() if kind not in TALK)
    return Question(
        keys=reader.keys,
        wanted=Wanted(clauses, at_least=1),
        chosen={"type": kinds},
        without=frozenset({thing}),
        depth=LOOKED_AT,
    )


def _words(passages: Iterable[Passage]) -> list[str]:
    words: dict[str, None] = {}
    for passage in passages:
        if passage.field in (TITLE, SUMMARY, LABELS):
            stems = passage.stems if passage.field == LABELS else passage.stems[: passage.ordered]
            words |= dict.fromkeys(stem for stem in stems if len(stem) > 2 and not _is_small(stem))
    return list(words)[:MOST_WORDS]


def _is_small(stem: str) -> bool:
    return any(is_function_word(stem, language) for language in ("en", "ru", "kk", "ky", "tg", "tk", "uz"))


def _one_a_text(row: Row, others: Iterable[Row]) -> list[Row]:
    seen = _addresses(row)
    kept = []
    for other in others:
        if not seen & _addresses(other):
            seen |= _addresses(other)
            kept.append(other)
    return kept


def _addresses(row: Row) -> set[str]:
    """Of the text in all its languages."""
    return {row.url, *(str(language["url"]) for language in row.languages if "url" in language)}
