"""How well something fits, in shares that no hidden text moves."""

from search.analysis import trigrams
from search.engines.queries import BoolQuery, Clause, SearchRequest, TermQuery
from search.query.ranking import best_first, score_candidates
from tests.contracts.requests import MEMBERS, PUBLIC, put, saying
from tests.search.shelf import document


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


def test_what_was_known_of_rarities_before_hides_nothing_that_came_since(engine, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.document_frequencies.FEW_ENTRIES", 0)  # of so many they are kept
    spelt = BoolQuery((Clause((TermQuery(("canal",), grams=tuple(trigrams("canal"))),)),), minimum_should_match=1)
    put(engine, document(1, "Canal"))
    before = engine.search(SearchRequest(PUBLIC, spelt)).candidates
    put(engine, document(2, "The canal and its canal"), document(3, "Road"))
    after = {candidate.thing.id: candidate for candidate in engine.search(SearchRequest(PUBLIC, spelt)).candidates}
    assert after.keys() == {1, 2}
    assert min(candidate.trigram_bm25 for candidate in (*before, *after.values())) > 0


def test_scores_say_how_much_of_what_was_asked_is_there(engine):
    put(engine, *(document(id, "Road") for id in range(10, 20)))
    put(engine, document(1, text="canal bridge dam"), document(2, text="canal"), document(3, text="dam"))
    answer = engine.search(SearchRequest(PUBLIC, saying("canal", "bridge", "glacier", minimum=1)))
    shares = {one.thing.id: one.bm25 for one in answer.candidates}
    assert 1 > shares[1] > shares[2] > 0
    (only,) = engine.search(SearchRequest(PUBLIC, saying("bridge"))).candidates
    assert 0.5 < only.bm25 < 2
