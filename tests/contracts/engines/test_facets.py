"""What is filtered and counted: the same set of texts."""

import datetime as dt

from search.engines.passages import Thing
from search.engines.queries import BoolQuery, FacetFilter, SearchRequest, TermQuery
from tests.contracts.requests import PUBLIC, found, put, saying
from tests.search.shelf import FIRST_DAY, document


def test_any_value_of_a_facet_will_do_and_every_facet_is_asked(engine):
    put(
        engine,
        document(1, "Canal", theme=("water",), country=("kg",)),
        document(2, "Canal", theme=("law",), country=("kg",)),
        document(3, "Canal", theme=("law",), country=("kz",)),
    )
    assert found(engine, selected={"theme": ("water", "law")}) == [1, 2, 3]
    assert found(engine, selected={"theme": ("law",), "country": ("kg",)}) == [2]
    assert found(engine, selected={"theme": ("unknown",)}) == []


def test_every_count_is_what_choosing_that_value_gives(engine):
    themes = [("water",), ("law",), ("water", "law"), ()]
    put(
        engine,
        *(document(id, "Canal", theme=themes[id % 4], country=(("kg", "kz", "tj")[id % 3],)) for id in range(1, 40)),
        document(50, "Canal", theme=("hidden",), audience="members"),
    )
    for chosen in ({}, {"theme": ("law",)}, {"theme": ("law",), "country": ("kg", "tj")}):
        counts = engine.search(
            SearchRequest(PUBLIC, saying("canal"), selected=chosen, facets=("theme", "country"))
        ).facets
        assert "hidden" not in counts["theme"]
        for facet, values in counts.items():
            for value, count in values.items():
                assert len(found(engine, saying("canal"), selected={**chosen, facet: (value,)})) == count


def test_conditions_and_dates_are_part_of_the_question(engine):
    put(engine, document(1, "Canal", tag=("dams",)), document(2, "Canal"), document(3, "Canal", tag=("dams",)))
    assert found(engine, filters=(FacetFilter("tag", ("dams",)),)) == [1, 3]
    assert found(engine, filters=(FacetFilter("tag", ("dams",), negated=True),)) == [2]
    second_day = FIRST_DAY + dt.timedelta(days=2)
    assert found(engine, since=second_day) == [2, 3]
    assert found(engine, until=second_day) == [1]


def test_what_is_left_out_is_not_counted(engine):
    put(engine, document(1, "Canal", tag=("dams",)), document(2, "Canal", tag=("dams",)))
    answer = engine.search(SearchRequest(PUBLIC, exclude=frozenset({Thing("paper", 1)}), facets=("tag",)))
    assert (answer.total, answer.facets) == (1, {"tag": {"dams": 1}})


def test_depth_bounds_the_candidates_and_not_the_total(engine):
    put(engine, *(document(id, "Canal") for id in range(1, 30)))
    answer = engine.search(SearchRequest(PUBLIC, saying("canal"), depth=5, by_date=True))
    assert (answer.total, sorted(one.thing.id for one in answer.candidates)) == (29, [25, 26, 27, 28, 29])


def test_what_fits_although_it_has_none_of_the_words_is_filtered_and_counted_like_the_rest(engine):
    put(engine, document(1, "Canal", tag=("dams",)), document(2, "Aqueduct", tag=("dams",)), document(3, "Ditch old"))
    include = frozenset({Thing("paper", 2), Thing("paper", 3)})
    answer = engine.search(SearchRequest(PUBLIC, saying("canal"), include=include, facets=("tag",)))
    assert (answer.total, answer.facets["tag"]) == (3, {"dams": 2})
    assert {one.thing.id: one.bm25 > 0 for one in answer.candidates} == {1: True, 2: False, 3: False}
    assert found(engine, saying("canal"), include=include, selected={"tag": ("dams",)}) == [1, 2]
    assert found(engine, BoolQuery(saying("canal").clauses, (TermQuery(("old",)),), 1), include=include) == [1, 2]
    assert found(engine, saying("canal"), include=frozenset({Thing("paper", 99)})) == [1]
