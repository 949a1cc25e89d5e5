"""What the stemmers promise for the roots they know, and for anything at all that they are given."""

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.stemming import stemmer_of

MODULES = {"kk": "kazakh", "ky": "kyrgyz", "tk": "turkmen", "uz": "uzbek"}
FIRST_PERSON_PAST = {"kk": "DIм", "ky": "DIм", "tk": "dUm", "uz": "dim"}


def words_of(language):
    return import_module(f"search.analysis.stemming.{MODULES[language]}").stem.lexicon


def past_of(root, language):
    sounds = import_module(f"search.analysis.stemming.{MODULES[language]}").SOUNDS
    harmonies = [sounds.harmony[letter] for letter in root if letter in sounds.harmony]
    final = sounds.finals[root[-1]].split()[0]
    # Kazakh ту- and жу- have no vowel that decides; they go with the back ones.
    written, *_ = sounds.attach(FIRST_PERSON_PAST[language], harmonies[-1] if harmonies else "back", final)
    return root + written


@pytest.mark.parametrize("language", MODULES)
def test_a_known_noun_is_its_own_stem(language):
    stem, roots = stemmer_of(language), set(words_of(language).nouns.stems.values())
    assert len(roots) > 500
    assert {root: stem(root) for root in roots} == {root: root for root in roots}


@pytest.mark.parametrize("language", MODULES)
def test_a_known_verb_is_the_stem_of_its_past(language):
    stem, roots = stemmer_of(language), set(words_of(language).verbs.stems.values())
    assert len(roots) > 250
    assert {root: stem(past_of(root, language)) for root in roots} == {root: root for root in roots}


@pytest.mark.parametrize("language", MODULES)
@given(word=st.text(min_size=1, max_size=60))
def test_nothing_that_people_type_is_refused_or_lost(language, word):
    assert stemmer_of(language)(word)


LETTERS = {
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіьэюя",
    "ky": "абвгдежзийклмнңоөпрстуүфхцчшщыьэюя",
    "tk": "abçdeäfghijžklmnňoöprsştuüwyýz",
    "uz": "abdefghijklmnopqrstuvxyzöğşç",
}


@pytest.mark.parametrize("language", MODULES)
@given(data=st.data())
def test_a_stem_is_longer_than_its_word_by_a_fallen_vowel_at_most(language, data):
    word = data.draw(st.text(LETTERS[language], min_size=1, max_size=30))
    assert 0 < len(stemmer_of(language)(word)) <= len(word) + 1


@pytest.mark.parametrize(("language", "word"), [("kk", "бұұның"), ("ky", "ккмди"), ("uz", "bmtning"), ("tk", "bmgniň")])
def test_an_abbreviation_loses_its_suffix(language, word):
    stem = stemmer_of(language)
    assert stem(word) == stem(word[:3])


@pytest.mark.parametrize(("language", "word"), [("kk", "2015-жылы"), ("ky", "2015-жылы"), ("uz", "2015-yili")])
def test_a_year_keeps_its_number(language, word):
    assert stemmer_of(language)(word).startswith("2015-")


@pytest.mark.parametrize("language", MODULES)
def test_the_empty_word_stays_empty(language):
    assert stemmer_of(language)("") == ""
