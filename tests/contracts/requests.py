"""What tests of both engines ask them, and how they fill them."""

from search.engines.protocol import Engine
from search.engines.queries import BoolQuery, Clause, SearchRequest, TermQuery
from search.index.entries import entry_of

PUBLIC, MEMBERS = frozenset({"public"}), frozenset({"public", "members"})


def put(engine: Engine, *documents) -> None:
    with engine.write_lock():
        engine.write([entry_of(one) for one in documents])


def saying(*words: str, minimum: int | None = None) -> BoolQuery:
    clauses = tuple(Clause((TermQuery((word,), names=(word,)),)) for word in words)
    return BoolQuery(clauses, minimum_should_match=len(words) if minimum is None else minimum)


def found(engine: Engine, wanted: BoolQuery = BoolQuery(), keys=PUBLIC, **more) -> list[int]:  # noqa: B008
    answer = engine.search(SearchRequest(keys, wanted, **more))
    assert answer.total == len(answer.candidates)
    return sorted(candidate.thing.id for candidate in answer.candidates)
