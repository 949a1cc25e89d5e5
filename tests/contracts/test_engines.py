"""What every engine does, whichever it is: the same question, the same answer."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from search.analysis import trigrams
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.fts5 import Fts5Engine
from search.engines.passages import Embedding, Thing
from search.engines.protocol import Engine, EngineUnavailable
from search.engines.queries import BoolQuery, Clause, FacetFilter, PhraseQuery, SearchRequest, TermQuery
from search.index.entries import entry_of
from search.query.ranking import best_first, score_candidates
from tests.search.shelf import FIRST_DAY, document

ELASTICSEARCH = os.environ.get("ELASTICSEARCH_URL", "")
ENGINES: dict[str, Callable[[Path], Engine]] = {
    "fts5": lambda folder: Fts5Engine(folder / "search.sqlite3"),
    "elasticsearch": lambda folder: ElasticsearchEngine(
        [ELASTICSEARCH], prefix=f"contract-{uuid4().hex[:12]}", locks=folder / "elasticsearch"
    ),
}
PUBLIC, MEMBERS = frozenset({"public"}), frozenset({"public", "members"})


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    engine = ENGINES[request.param](tmp_path)
    with engine.rebuild():
        pass
    yield engine
    if isinstance(engine, ElasticsearchEngine):
        engine.discard()  # and nothing of what another test does at the same time


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


def test_a_text_is_found_by_a_word_of_its_title_summary_and_body(engine):
    put(
        engine, document(1, "Canal"), document(2, summary="A canal"), document(3, text="The canal"), document(4, "Road")
    )
    assert found(engine, saying("canal")) == [1, 2, 3]


def test_all_words_are_wanted_unless_fewer_will_do(engine):
    put(engine, document(1, "Canal and road"), document(2, "Canal"), document(3, "Road"))
    assert found(engine, saying("canal", "road")) == [1]
    assert found(engine, saying("canal", "road", minimum=1)) == [1, 2, 3]


def test_two_of_three_words_will_do(engine):
    put(engine, document(1, "Canal road bridge"), document(2, "Canal bridge"), document(3, "Bridge"))
    assert found(engine, saying("canal", "road", "bridge", minimum=2)) == [1, 2]


def test_a_phrase_is_found_only_in_its_order_and_within_one_passage(engine):
    put(engine, document(1, "Joint canal"), document(2, "Canal joint"), document(3, "Joint", summary="Canal"))
    phrase = PhraseQuery((("joint", "canal"),))
    assert found(engine, BoolQuery((Clause((phrase,), required=True),))) == [1]


def test_what_says_an_excluded_word_is_left_out(engine):
    put(engine, document(1, "Canal and road"), document(2, "Canal"), document(3, "Bridge"))
    road = TermQuery(("road",))
    assert found(engine, BoolQuery(saying("canal").clauses, (road,), 1)) == [2]
    assert found(engine, BoolQuery(must_not=(road,))) == [2, 3]


def test_what_is_found_by_other_words_alone_is_not_found_as_typed(engine):
    put(engine, document(1, "Canal"), document(2, "Aqueduct"))
    clause = Clause((TermQuery(("canal",)),), expansions=(PhraseQuery((("aqueduct",),)),))
    answer = engine.search(SearchRequest(PUBLIC, BoolQuery((clause,), minimum_should_match=1)))
    assert {candidate.thing.id: candidate.is_exact for candidate in answer.candidates} == {1: True, 2: False}


def test_other_words_are_scored_apart_from_those_that_were_typed(engine):
    put(engine, *(document(id, "Road") for id in range(10, 20)))
    put(engine, document(1, "Canal"), document(2, "Aqueduct", text="canal"), document(3, "Aqueduct"))
    clause = Clause((TermQuery(("canal",)),), expansions=(TermQuery(("aqueduct",)),))
    answer = engine.search(SearchRequest(PUBLIC, BoolQuery((clause,), minimum_should_match=1)))
    found = {one.thing.id: one for one in answer.candidates}
    assert found[1].bm25 > found[2].bm25 > found[3].bm25 == 0
    assert found[2].expanded_bm25 > found[3].expanded_bm25 > 0
    assert best_first(found.values(), score_candidates(found.values()))[0].id == 1


def test_a_candidate_tells_its_language(engine):
    put(engine, document(1, "Canal"), document(2, "Канал", language="ru"), document(3, "Canal", language=""))
    answer = engine.search(SearchRequest(keys=MEMBERS, depth=10))
    assert {one.thing.id: one.language for one in answer.candidates} == {1: "en", 2: "ru", 3: ""}


def test_only_audiences_whose_key_is_held_are_looked_into(engine):
    put(engine, document(1, "Canal"), document(2, "Canal", audience="members"), document(3, "Canal", audience="room:7"))
    assert found(engine, saying("canal")) == [1]
    assert found(engine, saying("canal"), MEMBERS) == [1, 2]
    assert found(engine, saying("canal"), frozenset()) == []


def test_scores_of_open_texts_do_not_depend_on_hidden_ones(engine):
    put(engine, document(1, "Canal road"), document(2, "Canal", text="road road bridge"))
    question = SearchRequest(PUBLIC, saying("canal"))
    before = engine.search(question)
    put(engine, *(document(id, "Canal canal", audience="room:7") for id in range(10, 30)))
    assert engine.search(question) == before


def test_talk_has_no_score(engine):
    put(engine, document(1, "Canal", kind="discussion"))
    (candidate,) = engine.search(SearchRequest(PUBLIC, saying("canal"))).candidates
    assert (candidate.is_chronological, candidate.bm25, candidate.trigram_bm25) == (True, 0, 0)


def test_a_title_counts_more_than_a_body(engine):
    put(engine, document(1, "Canal", text="road bridge"), document(2, "Road", text="canal bridge"))
    score_candidates = {
        one.thing.id: one.bm25 for one in engine.search(SearchRequest(PUBLIC, saying("canal"))).candidates
    }
    assert score_candidates[1] > score_candidates[2] > 0


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


def test_a_newer_version_takes_the_place_of_the_older_and_never_the_other_way_round(engine):
    put(engine, document(1, "Canal", version=2))
    put(engine, document(1, "Road", version=1))
    assert (found(engine, saying("canal")), found(engine, saying("road"))) == ([1], [])
    put(engine, document(1, "Bridge", version=3, audience="members"))
    assert found(engine, saying("canal"), MEMBERS) == found(engine, saying("bridge")) == []
    assert found(engine, saying("bridge"), MEMBERS) == [1]


def test_what_is_deleted_is_gone_and_can_come_back(engine):
    put(engine, document(1, "Canal", version=5))
    with engine.write_lock():
        engine.delete([Thing("paper", 1), Thing("paper", 99)])
    assert found(engine) == list(engine.indexed_versions()) == []
    put(engine, document(1, "Canal", version=1))
    assert found(engine, saying("canal")) == [1]


def test_depth_bounds_the_candidates_and_not_the_total(engine):
    put(engine, *(document(id, "Canal") for id in range(1, 30)))
    answer = engine.search(SearchRequest(PUBLIC, saying("canal"), depth=5, by_date=True))
    assert (answer.total, sorted(one.thing.id for one in answer.candidates)) == (29, [25, 26, 27, 28, 29])


def test_passages_are_given_back_as_they_were_written(engine):
    put(engine, document(1, "Каналы и люди", "Суу жок", language="ru"))
    passages = engine.passages([Thing("paper", 1), Thing("paper", 2)])
    assert [one.text for one in passages[Thing("paper", 1)]] == ["Каналы и люди", "Суу жок"]
    assert Thing("paper", 2) not in passages


def test_words_like_one_typed_wrong_come_from_open_texts_alone(engine):
    put(engine, document(1, "Canal"), document(2, "Camel", audience="members"))
    put(engine, document(3, "Canak", kind="discussion"))
    assert engine.similar_terms("canel", keys=PUBLIC, limit=5) == ["canal"]
    assert "camel" in engine.similar_terms("canel", keys=MEMBERS, limit=5)
    assert engine.similar_terms("кот", keys=PUBLIC, limit=5) == []


def test_the_new_index_takes_the_place_of_the_old_and_holds_what_was_written_meanwhile(engine):
    put(engine, document(1, "Canal"), document(2, "Canal"))
    with engine.rebuild() as building:
        building.write([entry_of(document(1, "Canal")), entry_of(document(2, "Canal"))])
        put(engine, document(3, "Canal"))
        with engine.write_lock():
            engine.delete([Thing("paper", 1)])
        assert found(engine) == [2, 3]
    assert found(engine) == [2, 3]


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(engine):
    put(engine, document(1, "Canal"))
    with pytest.raises(ZeroDivisionError), engine.rebuild():
        raise ZeroDivisionError
    assert found(engine, saying("canal")) == [1]


def test_only_one_rebuild_runs_at_a_time(engine):
    with engine.rebuild(), pytest.raises(EngineUnavailable), engine.rebuild():
        pass
    assert not engine.is_missing()


def test_what_was_known_of_rarities_before_hides_nothing_that_came_since(engine, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.document_frequencies.FEW_ENTRIES", 0)  # of so many they are kept
    spelt = BoolQuery((Clause((TermQuery(("canal",), grams=tuple(trigrams("canal"))),)),), minimum_should_match=1)
    put(engine, document(1, "Canal"))
    before = engine.search(SearchRequest(PUBLIC, spelt)).candidates
    put(engine, document(2, "The canal and its canal"), document(3, "Road"))
    after = {candidate.thing.id: candidate for candidate in engine.search(SearchRequest(PUBLIC, spelt)).candidates}
    assert after.keys() == {1, 2}
    assert min(candidate.trigram_bm25 for candidate in (*before, *after.values())) > 0


def form_of(engine) -> str:
    """The module that says how an index is made."""
    return "elasticsearch.mapping" if isinstance(engine, ElasticsearchEngine) else "fts5.database"


def test_an_index_of_an_older_form_is_as_good_as_none(engine, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(f"search.engines.{form_of(engine)}.INDEX_FORMAT", "1")
        with engine.rebuild():
            pass
    assert engine.is_missing()
    with engine.rebuild():
        pass
    assert not engine.is_missing()


def test_an_index_made_by_other_rules_of_analysis_serves_and_says_so(engine, monkeypatch):
    assert not engine.is_outdated()
    monkeypatch.setattr(f"search.engines.{form_of(engine)}.fingerprint", lambda: "older rules")
    with engine.rebuild() as building:
        building.write([entry_of(document(1, "Canal"))])
    monkeypatch.undo()
    assert found(engine, saying("canal")) == [1]
    assert engine.is_outdated()
    assert not engine.is_missing()
    with engine.rebuild():
        pass
    assert not engine.is_outdated()


def meaning(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


def put_embeddings(engine: Engine, one, **anchored: np.ndarray) -> None:
    embeddings = tuple(Embedding("" if anchor == "whole" else anchor, vector) for anchor, vector in anchored.items())
    with engine.write_lock():
        engine.write([replace(entry_of(one), embeddings=embeddings)])


def near(engine: Engine, *numbers: float, keys=PUBLIC, limit: int = 10) -> list[tuple[int, str]]:
    return [(one.thing.id, one.anchor) for one in engine.knn(meaning(*numbers), keys=keys, limit=limit)]


def test_the_nearest_in_meaning_come_first_each_by_its_nearest_part(engine):
    put_embeddings(engine, document(1), whole=meaning(0, 0, 1), results=meaning(1, 0.1, 0))
    put_embeddings(engine, document(2), whole=meaning(1, 1, 0))
    put_embeddings(engine, document(3), whole=meaning(0, 1, 1))
    assert near(engine, 1, 0, 0) == [(1, "results"), (2, ""), (3, "")]
    assert near(engine, 1, 0, 0, limit=1) == [(1, "results")]
    assert engine.knn(meaning(1, 1, 0), keys=PUBLIC, limit=1)[0].similarity == pytest.approx(1, abs=0.01)


def test_nothing_hidden_is_near(engine):
    put_embeddings(engine, document(1, audience="members"), whole=meaning(1, 0, 0))
    put_embeddings(engine, document(2), whole=meaning(0, 1, 0))
    assert near(engine, 1, 0, 0) == [(2, "")]
    assert near(engine, 1, 0, 0, keys=MEMBERS) == [(1, ""), (2, "")]


def test_what_is_written_anew_means_only_what_it_means_now(engine):
    put_embeddings(engine, document(1), whole=meaning(1, 0, 0), results=meaning(0, 0, 1))
    assert near(engine, 0, 0, 1) == [(1, "results")]
    put_embeddings(engine, document(1, version=2), whole=meaning(0, 1, 0))
    assert near(engine, 0, 0, 1) == [(1, "")]
    with engine.write_lock():
        engine.delete([Thing("paper", 1)])
    assert near(engine, 0, 0, 1) == []


def test_an_audience_without_meanings_hides_none_of_the_others(engine):
    put(engine, document(1, audience="members"))
    put_embeddings(engine, document(2), whole=meaning(0, 1, 0))
    assert near(engine, 1, 0, 0, keys=MEMBERS) == [(2, "")]


def test_nothing_is_near_in_an_index_that_was_built_anew_without_meanings(engine):
    put_embeddings(engine, document(1), whole=meaning(1, 0, 0))
    assert near(engine, 1, 0, 0) == [(1, "")]
    with engine.rebuild() as building:
        building.write([entry_of(document(1))])
    assert near(engine, 1, 0, 0) == []
    put_embeddings(engine, document(1, version=2), whole=meaning(1, 0, 0, 0))
    assert near(engine, 1, 0, 0, 0) == [(1, "")]


def test_what_another_model_means_is_passed_over_until_the_index_is_built_anew(engine):
    put_embeddings(engine, document(1), whole=meaning(1, 0, 0))
    put_embeddings(engine, document(2, "Canal"), whole=meaning(1, 0, 0, 0))
    assert found(engine, saying("canal")) == [2]
    with engine.rebuild() as building:
        building.write([replace(entry_of(document(2)), embeddings=(Embedding("", meaning(1, 0, 0, 0)),))])
    assert near(engine, 1, 0, 0, 0) == [(2, "")]
    assert near(engine, 1, 0, 0) == []


def test_what_fits_although_it_has_none_of_the_words_is_filtered_and_counted_like_the_rest(engine):
    put(engine, document(1, "Canal", tag=("dams",)), document(2, "Aqueduct", tag=("dams",)), document(3, "Ditch old"))
    include = frozenset({Thing("paper", 2), Thing("paper", 3)})
    answer = engine.search(SearchRequest(PUBLIC, saying("canal"), include=include, facets=("tag",)))
    assert (answer.total, answer.facets["tag"]) == (3, {"dams": 2})
    assert {one.thing.id: one.bm25 > 0 for one in answer.candidates} == {1: True, 2: False, 3: False}
    assert found(engine, saying("canal"), include=include, selected={"tag": ("dams",)}) == [1, 2]
    assert found(engine, BoolQuery(saying("canal").clauses, (TermQuery(("old",)),), 1), include=include) == [1, 2]
    assert found(engine, saying("canal"), include=frozenset({Thing("paper", 99)})) == [1]


def test_an_answer_tells_whether_anything_has_the_words(engine):
    put(engine, document(1, "Canal", tag=("dams",)), document(2, "Road"), document(3, "Valley", audience="members"))

    def has_words(word: str, keys=PUBLIC, **more) -> bool:
        return engine.search(
            SearchRequest(keys, saying(word), include=frozenset({Thing("paper", 2)}), **more)
        ).has_word_matches

    assert has_words("canal")
    assert has_words("canal", selected={"type": ("nothing",)}), "what is chosen is chosen within the answer"
    assert has_words("canal", by_date=True)
    assert not has_words("canal", filters=(FacetFilter("tag", ("bridges",)),))
    assert not has_words("canal", exclude=frozenset({Thing("paper", 1)}))
    assert not has_words("valley")
    assert not has_words("valley", by_date=True)
    assert has_words("valley", MEMBERS)


def test_what_is_only_spelt_alike_has_none_of_the_words(engine):
    put(engine, document(1, "Transboundary"), *(document(id, f"Road {id}") for id in range(2, 20)))
    grams = tuple(trigrams("transboundaries"))
    wanted = BoolQuery((Clause((TermQuery(("transboundaries",), grams=grams),)),), minimum_should_match=1)
    answer = engine.search(SearchRequest(PUBLIC, wanted, fuzzy=True))
    assert (answer.total, answer.has_word_matches) == (1, False)


def test_scores_say_how_much_of_what_was_asked_is_there(engine):
    put(engine, *(document(id, "Road") for id in range(10, 20)))
    put(engine, document(1, text="canal bridge dam"), document(2, text="canal"), document(3, text="dam"))
    answer = engine.search(SearchRequest(PUBLIC, saying("canal", "bridge", "glacier", minimum=1)))
    shares = {one.thing.id: one.bm25 for one in answer.candidates}
    assert 1 > shares[1] > shares[2] > 0
    (only,) = engine.search(SearchRequest(PUBLIC, saying("bridge"))).candidates
    assert 0.5 < only.bm25 < 2


def test_only_words_of_open_texts_are_known(engine):
    put(engine, document(1, "Canal", names=("Aigul",)), document(2, "Bridge", audience="members"))
    put(engine, document(3, "Glacier", kind="discussion"))
    asked = {"canal", "bridge", "glacier", "road"}
    assert engine.existing_terms(asked, keys=PUBLIC) == {"canal"}
    assert engine.existing_terms(asked, keys=MEMBERS) == {"canal", "bridge"}


def test_what_is_spelt_alike_fits_only_where_that_is_wanted_and_only_without_excluded_words(engine):
    put(engine, *(document(id, "Road") for id in range(10, 20)))
    put(engine, document(1, "Canalization"), document(2, "Bridge"), document(3, "Canalisation old"))
    wanted = BoolQuery(
        (Clause((TermQuery(("canalizing",), grams=tuple(trigrams("canalizing"))),)),), minimum_should_match=1
    )
    assert found(engine, wanted) == []
    assert found(engine, wanted, fuzzy=True) == [1, 3]
    assert found(engine, replace(wanted, must_not=(TermQuery(("old",)),)), fuzzy=True) == [1]
    answer = engine.search(SearchRequest(PUBLIC, wanted, fuzzy=True))
    assert {one.thing.id: one.bm25 for one in answer.candidates} == {1: 0, 3: 0}
