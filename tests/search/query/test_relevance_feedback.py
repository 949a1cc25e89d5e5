"""What resembles the best result comes before what does not, in whatever language."""

import pytest

from search.engines.passages import BODY, LABELS, Passage, Thing
from search.engines.responses import Candidate, TermVector
from search.engines.serialization import pack_term_vector, unpack_term_vector
from search.query.relevance_feedback import similarity_to_best
from tests.search.conftest import ids
from tests.search.shelf import FIRST_DAY, document


def text(*stems: str, field: str = BODY) -> Passage:
    return Passage(field, " ".join(stems), stems, (), (), len(stems), ())


def term_vector(*passages: Passage) -> TermVector:
    return unpack_term_vector(pack_term_vector(passages))


def candidate(thing: Thing, language: str) -> Candidate:
    return Candidate(thing, FIRST_DAY, is_chronological=False, language=language)


BEST, ALIKE, OTHER, FOREIGN, ALSO_FOREIGN = (Thing("paper", number) for number in range(5))


def test_the_more_rare_words_a_text_shares_with_the_best_of_its_language_the_more_it_resembles_it():
    term_vectors = {
        BEST: term_vector(text("canal", "talas", "gauge")),
        ALIKE: term_vector(text("talas", "gauge", "road")),
        OTHER: term_vector(text("canal", "school"), text("talas", "gauge", field=LABELS)),
        FOREIGN: term_vector(text("арык", "канал")),
        ALSO_FOREIGN: term_vector(text("мост")),
    }
    order = [BEST, ALIKE, OTHER, FOREIGN, ALSO_FOREIGN]
    found = similarity_to_best(order, map(candidate, order, ("en", "en", "en", "ru", "ru")), term_vectors)
    assert 1 > found[BEST] == found[ALIKE] > found[OTHER] > found[FOREIGN] == found[ALSO_FOREIGN] == 0


def test_texts_resemble_one_another_no_more_for_being_few_of_their_language():
    many = [Thing("paper", number) for number in range(10)]
    few = [Thing("paper", number) for number in range(10, 13)]
    term_vectors = {thing: term_vector(text("the", f"word{thing.id}")) for thing in many}
    term_vectors |= {thing: term_vector(text("ва", f"калима{thing.id}")) for thing in few}
    order = [*many, *few]
    found = similarity_to_best(
        order, (candidate(thing, "en" if thing in many else "tg") for thing in order), term_vectors
    )
    assert found[many[1]] == pytest.approx(0.07, abs=0.05)
    assert found[few[1]] < 0.25


def test_a_text_of_which_nothing_is_known_resembles_nothing():
    assert similarity_to_best([], (), {}) == {}
    order = [BEST, ALIKE]
    assert similarity_to_best(order, map(candidate, order, ("en", "en")), {BEST: term_vector(text("canal"))}) == {
        BEST: 0,
        ALIKE: 0,
    }


@pytest.fixture
def library(papers):
    papers.put(
        document(1, "The canal of canals", "Both villages read the gauges of Talas."),
        document(2, "The canal", "Both villages see the gauges of Talas."),
        document(3, "The canal", "New teachers came to the old school."),
        document(4, "Канал", "Новые учителя пришли в старую школу.", language="ru"),
    )


def test_of_two_that_say_the_word_alike_the_one_that_resembles_the_best_comes_first(library, find):
    assert ids(find("canal")) == [1, 2, 3]


def test_the_order_by_date_asks_for_no_resemblance(library, find):
    assert ids(find("canal", newest_first=True)) == [3, 2, 1]
