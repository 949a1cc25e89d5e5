"""What one finds, and in which order."""

import datetime as dt

import pytest

from search.engines.passages import Thing
from search.index.outbox import mark_changed
from search.lists.pagination import RankCursor
from search.query.params import SearchParams
from search.query.results import search
from search.registry import Facet, register_facet
from search.visibility import MAX_WAITING
from tests.factories import ConceptFactory
from tests.search.conftest import ids
from tests.search.shelf import ANYBODY, MEMBER, document

WATER = {"en": "Water", "ru": "Вода", "ky": "Суу"}


def test_any_form_of_a_word_finds_any_other(papers, find):
    papers.put(document(1, "Распределение воды", language="ru"), document(2, "Суунун бөлүнүшү", language="ky"))
    assert ids(find("вода")) == [1]
    assert ids(find("сууну", language="ky")) == [2]


@pytest.mark.parametrize(
    ("language", "right", "careless"),
    [
        ("kk", "құрылыс", "курылыс"),
        ("ky", "өкмөт", "окмот"),
        ("tg", "ҷумҳурӣ", "чумхури"),
        ("tk", "türkmençe", "turkmence"),
    ],
)
def test_a_word_typed_without_special_letters_finds_the_right_spelling(papers, find, language, right, careless):
    papers.put(document(1, right, language=language))
    assert ids(find(careless, language=language)) == ids(find(right, language=language)) == [1]


def test_a_small_word_without_its_letters_is_not_taken_for_another(papers, find):
    papers.put(document(1, "Shu yerda", text="Shu uchun.", language="uz"), document(2, "Су", language="kk"))
    papers.put(document(3, "Үй", language="kk"))
    assert ids(find("су", language="kk")) == [2]
    assert ids(find("уй", language="kk")) == [3]


def test_uzbek_is_found_in_either_script(papers, find):
    papers.put(document(1, "Suv taqsimoti", language="uz"), document(2, "Сув тақсимоти", language="uz"))
    assert sorted(ids(find("сув", language="uz"))) == sorted(ids(find("suv", language="uz"))) == [1, 2]


def test_a_russian_word_finds_a_kyrgyz_text_that_is_labelled_with_its_concept(papers, find):
    ConceptFactory(scheme="themes", slug="water", names=WATER)
    papers.put(document(1, "Арык", language="ky", theme=("water",)), document(2, "Жол", language="ky"))
    found = find("воды", language="ru")
    assert ids(found) == [1]
    assert "label" in found.hits[0].reason


def test_a_tag_is_found_by_the_name_of_its_concept(papers, find):
    register_facet(
        Facet("label", "Labels", names=lambda values: {value: ("Арык", *WATER.values()) for value in values})
    )
    papers.put(document(1, "Талаа", language="ky", label=("aryk",)))
    assert ids(find("вода", language="ru")) == [1]


def test_a_concept_finds_texts_that_name_it_in_another_language_and_says_so(papers, find):
    ConceptFactory(scheme="themes", slug="water", names=WATER)
    papers.put(document(1, "Сууну бөлүү", language="ky"), document(2, "О воде", language="ru"))
    found = find("вода", language="ru")
    assert ids(found) == [2, 1]
    assert {other.name for other in found.expansions} == {"Water", "Суу"}
    assert "Суу" in found.hits[1].reason
    assert ids(find("вода", language="ru", exact=True)) == [2]


def test_a_name_of_several_words_is_known_as_one(papers, find):
    ConceptFactory(scheme="threats", slug="drought", names={"en": "Shortage of water", "ru": "Нехватка воды"})
    papers.put(document(1, "Нехватка воды в мае", language="ru"), document(2, "Вода весной", language="ru"))
    assert ids(find("shortage of water")) == [1]


def test_what_says_it_in_the_title_comes_before_what_says_it_in_passing(papers, find):
    filler = "Many other things were said at length about roads and bridges and schools. " * 5
    papers.put(document(1, "Roads", text=f"{filler} A canal."), document(2, "The canal", text=filler))
    papers.put(document(3, "Bridges", summary="About a canal.", text=filler))
    assert ids(find("canal")) == [2, 3, 1]


def test_newest_first_is_by_date(papers, find):
    papers.put(document(1, "Canal canal"), document(2, text="Canal"), document(3, "Canal"))
    assert ids(find("canal", newest_first=True)) == [3, 2, 1]


def test_talk_follows_by_date_whatever_it_says(papers, talk, find):
    papers.put(document(1, text="A canal"))
    talk.put(document(7, "Canal canal canal"), document(8, text="canal"))
    assert ids(find("canal")) == [1, 8, 7]


def test_talk_in_a_hidden_room_moves_nothing(papers, talk, find):
    papers.put(document(1, "Canal"), document(2, text="canal"))
    talk.put(document(7, "Canal"))
    before = find("canal")
    talk.put(*(document(id, "Canal canal", audience="room:9") for id in range(20, 60)))
    after = find("canal")
    assert (ids(after), after.counts, after.total) == (ids(before), before.counts, before.total)


@pytest.mark.parametrize("typed", ["66/290", "A/RES/66/290", "№ 12-3", "2015-2017", "UNRCCA"])
def test_numbers_and_abbreviations_find_their_document(papers, find, typed):
    papers.put(document(1, "Doc A/RES/66/290, № 12-3, 2015-2017 UNRCCA"), document(2, "66 of 290 in 2015"))
    assert ids(find(typed))[0] == 1


@pytest.mark.parametrize("typed", ["Чу-Талас", "чу талас", "Талас Чу"])
def test_a_name_with_a_hyphen_finds_its_parts_too(papers, find, typed):
    papers.put(document(1, "Чу-Талас", language="ru"), document(2, "Реки Чу и Талас", language="ru"))
    assert sorted(ids(find(typed, language="ru"))) == [1, 2]


def test_operators_narrow_by_the_names_that_values_go_by(papers, find):
    ConceptFactory(scheme="countries", slug="kg", names={"en": "Kyrgyzstan", "ru": "Кыргызстан"})
    papers.put(document(1, "Canal", country=("kg",)), document(2, "Canal"), document(3, "Road", country=("kg",)))
    assert ids(find("canal country:kg")) == ids(find("canal country:кыргызстан")) == [1]
    assert ids(find("canal -country:kg")) == [2]
    assert ids(find("canal type:paper lang:en after:2024-01-03")) == [2]


def test_by_finds_what_somebody_wrote_however_the_name_is_spelt(papers, find):
    papers.put(document(1, "Canal", names=("Дилором Назарова",)), document(2, "About Nazarova"))
    assert ids(find("by:Nazarova")) == ids(find('by:"Nazarowa Dilorom"')) == [1]


def test_a_value_nobody_knows_is_searched_for_as_a_word_and_said_so(papers, find):
    papers.put(document(1, "Dams"))
    found = find("tag:dams")
    assert ids(found) == [1]
    assert "tag:dams" in found.warnings[0]


def test_what_has_more_of_the_words_comes_first(papers, find):
    papers.put(
        document(1, "A bridge and a canal"), document(2, "A bridge"), document(3, "A canal"), document(4, "Road")
    )
    found = find("canal bridge")
    assert ids(found)[0] == 1
    assert found.total == 3


def test_a_phrase_that_nothing_has_is_searched_for_as_its_words_and_said_so(papers, find):
    papers.put(document(1, "The canal is joint"), document(2, "A joint canal"))
    assert (ids(find('"joint canal"')), find('"joint canal"').warnings) == ([2], ())
    found = find('"canal joint"')
    assert (sorted(ids(found)), len(found.warnings)) == ([1, 2], 1)


def test_a_word_that_stands_in_nothing_is_doubted_though_the_others_find_something(papers, find):
    papers.put(document(1, "A canal and a bridge"), document(2, "A canal"))
    found = find("canal brigde")
    assert (ids(found)[0], found.did_you_mean) == (1, "canal bridge")


@pytest.mark.parametrize("typed", ["вдоа", "djlf", "водаа"])
def test_what_a_word_that_stands_in_nothing_may_have_meant_is_looked_for_and_said(papers, find, typed):
    papers.put(document(1, "О воде и вода", language="ru"), document(2, "Дорога", language="ru"))
    found = find(typed, language="ru")
    assert (ids(found), found.did_you_mean) == ([1], "вода")
    exact = find(typed, language="ru", exact=True)
    assert (ids(exact), exact.did_you_mean) == ([], "")


def test_a_russian_word_is_found_in_latin_letters(papers, find):
    papers.put(document(1, "Вода", language="ru"), document(2, "Соглашение", language="ru"))
    assert ids(find("voda", language="ru")) == [1]
    assert ids(find("soglasheniye", language="ru"))[0] == 2


def test_an_abbreviation_that_stands_somewhere_is_never_taken_for_another_one(papers, find):
    papers.put(document(1, "LG screens", language="en"), document(2, "ДП и ЛГ", language="ru"))
    found = find("LG", language="ru")
    assert (ids(found), found.did_you_mean) == ([1], "")


def test_what_says_it_as_it_was_typed_stands_above_what_may_have_been_meant(papers, find):
    papers.put(document(1, "Вода", language="ru"), document(2, "Мост", language="ru"))
    assert ids(find("djlf мост", language="ru")) == [2, 1]


def test_no_word_of_a_hidden_text_is_suggested(papers, talk, find):
    papers.put(document(1, "Сокровище", language="ru", audience="members"))
    talk.put(document(2, "Сокровища", language="ru", audience="room:9"))
    assert find("сокровыще", language="ru").did_you_mean == ""
    assert find("сокровыще", MEMBER, language="ru").did_you_mean == "сокровище"


@pytest.mark.parametrize("others", [0, MAX_WAITING])
def test_a_word_that_nobody_may_see_any_more_is_told_by_nothing_however_many_changes_wait(papers, find, others):
    papers.put(
        document(1, "Сокровище", "Сокровище найдено", language="ru"), document(2, "Треска", "Сельдь", language="ru")
    )
    find()
    papers.withdraw(1)
    papers.put(document(2, "Треска", "Рыба", language="ru", version=2))
    for number in range(others):
        mark_changed("paper", 1_000 + number)
    for typed in ("сокровыще", "cjrhjdbot", "sokrovishche", "сельть"):
        found = search(SearchParams(typed), ANYBODY, language="ru")
        assert (found.did_you_mean, found.hits, found.nearest) == ("", [], ())
    (hit,) = search(SearchParams("треска"), ANYBODY, language="ru").hits
    assert "Сельдь" not in hit.snippet


def test_what_was_withdrawn_is_neither_shown_nor_counted_before_the_index_knows(papers, find):
    papers.put(document(1, "Canal", place=("talas",)), document(2, "Canal", place=("talas",)))
    assert find("canal").total == 2
    from search.index.models import Change

    papers.withdraw(2)
    for waits in (True, False):
        if not waits:
            Change.objects.all().delete()
        found = search(SearchParams("canal"), ANYBODY, language="en")
        assert (ids(found), found.total, found.counts["place"]) == ([1], 1, {"talas": 1})


def test_the_older_text_of_what_has_just_changed_is_not_shown(papers, find):
    papers.put(document(1, "Canal", "The canal of Mr Secret"))
    find("canal")
    papers.put(document(1, "Canal", "The canal", version=2))
    assert "Secret" not in search(SearchParams("canal"), ANYBODY, language="en").hits[0].snippet


def test_pages_follow_one_another_without_gap_or_double(papers, find):
    papers.put(*(document(id, f"Canal {id}") for id in range(1, 48)))
    seen, after = [], RankCursor()
    while True:
        found = find("canal", after=after)
        seen += ids(found)
        if not found.after.thing:
            break
        after = found.after
    assert sorted(seen) == list(range(1, 48))


def test_a_cursor_whose_thing_is_gone_goes_on_at_its_place(papers, find):
    papers.put(*(document(id, "Canal") for id in range(1, 31)))
    assert ids(find("canal", after=RankCursor(20, Thing("paper", 999)))) == ids(find("canal"))[20:] + list(
        range(10, 0, -1)
    )


def test_dates_bound_by_the_beginning_of_their_day(papers, find):
    papers.put(document(1, "Canal", published=dt.datetime(2016, 5, 18, 12, tzinfo=dt.UTC)))
    assert (find("after:2016-05-18").total, find("before:2016-05-18").total) == (1, 0)
    assert "2016-05-18" in find("before:spring").warnings[0]
