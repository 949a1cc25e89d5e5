"""What a text is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LANGUAGES, analyze, is_function_word, stem, trigrams


def keys(text: str, language: str) -> list[str]:
    return [term.key for term in analyze(text, language)]


@given(st.text(), st.sampled_from(("en", "ru", "tg", "und")))
def test_any_text_can_be_analysed_and_every_term_says_where_it_stands(text: str, language: str) -> None:
    for term in analyze(text, language):
        assert term.key
        assert term.stem
        assert 0 <= term.start < term.end <= len(text)


def test_forms_of_a_word_share_a_stem_and_keep_their_own_keys() -> None:
    first, second = analyze("вода воды", "ru")
    assert first.stem == second.stem
    assert first.key != second.key
    assert (second.position, second.start, second.end) == (1, 5, 9)


def test_an_abbreviation_is_found_in_the_script_it_stands_in_and_in_that_of_the_text() -> None:
    assert {"гчп", "gçp"} <= set(keys("Bu taslama ГЧП esasynda", "tk"))


def test_a_word_in_another_script_than_the_rest_is_found_as_it_is_written() -> None:
    assert {"unitar"} <= set(keys("Бұл оқу курсын Unitar өткізді", "kk"))


def test_a_text_in_one_script_has_one_term_a_word() -> None:
    assert keys("Сув ва тинчлик", "uz") == ["suv", "va", "tinçlik"]


def test_english_words_in_a_russian_text_are_joined_as_in_english() -> None:
    assert stem("workshops", "ru") == stem("workshop", "ru")
    assert stem("воды", "en") == stem("вода", "en")


@pytest.mark.parametrize("language", ["en", "ru", "tg", "und"])
@pytest.mark.parametrize("number", ["66/290", "A/RES/66/290", "12-3", "2015", "unrcca.unmissions.org"])
def test_numbers_and_addresses_are_their_own_stems(number: str, language: str) -> None:
    assert stem(number, language) == number.lower()


def test_words_of_an_unknown_language_are_left_whole() -> None:
    assert stem("Workshops", "und") == "workshops"


def test_trigrams_know_where_a_word_begins_and_ends() -> None:
    assert trigrams("вода") == ["_во", "вод", "ода", "да_"]
    assert trigrams("я") == ["_я_"]


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "the"),
        ("ru", "который"),
        ("kk", "және"),
        ("ky", "жана"),
        ("tg", "барои"),
        ("tk", "bilen"),
        ("uz", "uçun"),
    ],
)
def test_small_words_are_known_in_each_language(language: str, word: str) -> None:
    assert is_function_word(word, language)
    assert not any(is_function_word("президент", known) for known in LANGUAGES)
