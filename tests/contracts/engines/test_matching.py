"""Which texts a query finds: words, phrases, what is left out, what is spelt alike, and nothing hidden."""

from dataclasses import replace

from search.analysis import trigrams
from search.engines.passages import Thing
from search.engines.queries import BoolQuery, Clause, FacetFilter, PhraseQuery, SearchRequest, TermQuery
from tests.contracts.requests import MEMBERS, PUBLIC, found, put, saying
from tests.search.shelf import document


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


def test_only_audiences_whose_key_is_held_are_looked_into(engine):
    put(engine, document(1, "Canal"), document(2, "Canal", audience="members"), document(3, "Canal", audience="room:7"))
    assert found(engine, saying("canal")) == [1]
    assert found(engine, saying("canal"), MEMBERS) == [1, 2]
    assert found(engine, saying("canal"), frozenset()) == []


def test_words_like_one_typed_wrong_come_from_open_texts_alone(engine):
    put(engine, document(1, "Canal"), document(2, "Camel", audience="members"))
    put(engine, document(3, "Canak", kind="discussion"))
    assert engine.similar_terms("canel", keys=PUBLIC, limit=5) == ["canal"]
    assert "camel" in engine.similar_terms("canel", keys=MEMBERS, limit=5)
    assert engine.similar_terms("кот", keys=PUBLIC, limit=5) == []


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
