"""The engine, on a language of three suffixes."""

import re

import pytest

from search.analysis.stemming.lexicon import Lexicon, Words, as_it_is, never
from search.analysis.stemming.stemmer import Stemmer
from search.analysis.stemming.turkic import Endings, Sounds

SOUNDS = Sounds(
    harmony={"a": "back", "e": "front"},
    finals={
        "a": "V",
        "e": "V",
        "t": "mute",
        "l": "voiced",
        "r": "voiced",
        "m": "voiced",
        "b": "voiced mute",
        "*": "clipped",
    },
    archiphonemes={
        "A": {"back": "a", "front": "e"},
        "D": {"V": "d", "voiced": "d", "mute": "t"},
        "Y": {"clipped": ""},
    },
)
GRAMMAR = {"noun": "_>case lAr>case", "case": "_>. DA>. m/Am>.", "verb": "Da>. rAl>noun"}


@pytest.fixture
def endings():
    return Endings(SOUNDS, GRAMMAR)


def stemmer(endings, nouns=(), verbs=()):
    lexicon = Lexicon(Words(as_it_is, never), Words(as_it_is, never))
    for root in nouns:
        lexicon.nouns.add(root, root)
    for root in verbs:
        lexicon.verbs.add(root, root)
    return Stemmer(
        endings,
        lexicon,
        irregular={"went": "go"},
        vowels=frozenset("ae"),
        voice=re.compile("l$"),
        odd_end=re.compile("[^ae]{2}$"),
        respell=lambda stem, ending, verbal: stem,
    )


def test_a_suffix_takes_the_vowel_and_the_consonant_its_stem_asks_for():
    assert SOUNDS.attach("DA", "back", "V") == ("da", "back", "V")
    assert SOUNDS.attach("DA", "front", "mute") == ("te", "front", "V")


def test_a_suffix_of_two_shapes_drops_its_vowel_after_a_vowel():
    assert SOUNDS.attach("m/Am", "back", "V") == ("m", "back", "voiced")
    assert SOUNDS.attach("m/Am", "front", "mute") == ("em", "front", "voiced")


def test_a_suffix_that_cannot_stand_somewhere_is_not_written_there():
    assert SOUNDS.attach("YA", "back", "mute") is None


def test_each_suffix_of_a_chain_goes_by_the_one_before(endings):
    assert {"larda", "lerde", "laram", "lerem"} <= endings.nominal.keys()
    assert not {"larde", "lerta", "larm"} & endings.nominal.keys()


def test_a_letter_of_divided_usage_takes_both_suffixes(endings):
    for written in ("da", "ta"):
        assert any(reading.classes & endings.classes("tab")[3] for reading in endings.nominal[written])


@pytest.mark.parametrize("word", ["tabelda", "tabeller", "tabellerde", "tabelem"])
def test_an_unknown_stem_loses_all_its_suffixes(endings, word):
    assert stemmer(endings)(word) == "tabel"


def test_a_suffix_against_harmony_is_less_likely_than_an_unknown_stem(endings):
    assert stemmer(endings)("talde") == "talde"


def test_a_known_root_is_preferred_to_a_shorter_cut(endings):
    assert stemmer(endings)("talada") == "tala"
    assert stemmer(endings, nouns=["talada"])("talada") == "talada"


def test_a_known_root_keeps_its_suffixes_against_harmony_apart_from_it(endings):
    assert stemmer(endings, nouns=["tal"])("talde") == "tal"


def test_a_verb_with_a_suffix_of_voice_is_found_by_its_root(endings):
    assert stemmer(endings, verbs=["tar"])("tarlda") == "tar"


def test_a_verb_that_has_become_a_noun_takes_the_suffixes_of_nouns(endings):
    assert set(endings.heads) == {"ral", "rel"}
    assert {stemmer(endings, verbs=["tab"])(form) for form in ("tabda", "tabral", "tabralda", "tabrallaram")} == {"tab"}


def test_an_irregular_form_has_the_root_it_is_listed_with(endings):
    assert stemmer(endings)("went") == "go"
