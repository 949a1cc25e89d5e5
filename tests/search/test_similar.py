"""Texts that speak of the same things."""

from search.index.draining import drain
from search.similar import similar
from tests.factories import ConceptFactory
from tests.search.shelf import ANYBODY, MEMBER, document


def near(id, reader=ANYBODY, **more):
    drain()
    return [row.id for row in similar("paper", id, reader, **more)]


def test_texts_with_the_same_words_are_near_and_others_are_not(papers):
    papers.put(document(1, "Canal and dam"), document(2, "A dam"), document(3, "A school"))
    assert near(1) == [2]


def test_a_label_in_common_brings_texts_of_two_languages_together(papers):
    ConceptFactory(scheme="themes", slug="water", names={"en": "Water", "ky": "Суу"})
    papers.put(document(1, "Canal", theme=("water",)), document(2, "Арык", language="ky", theme=("water",)))
    assert near(1) == [2]


def test_nothing_is_near_that_the_reader_may_not_see(papers, talk):
    papers.put(document(1, "Canal"), document(2, "Canal", audience="members"))
    talk.put(document(9, "Canal"))
    assert near(1) == []
    assert near(1, MEMBER) == [2]
    assert near(2) == []


def test_there_are_no_more_than_asked_for(papers):
    papers.put(*(document(id, "Canal") for id in range(1, 9)))
    assert len(near(1, limit=3)) == 3
