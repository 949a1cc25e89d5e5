"""One key for a word, however it was typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LANGUAGES, fold, key
from search.analysis.normalise import MAX_KEY_LENGTH

WORDS = st.text(
    st.sampled_from("аАбВеЕёцщьъӣўқҳжшсяюйңıIİiqQxXcCsShHoOgGyYuaʻ'’`äñǵú-./@19 \u00ad\u0301\ufdfa\ud800ß")
    | st.characters()
)
ANY_LANGUAGE = st.sampled_from((*LANGUAGES, "und"))


@given(WORDS, ANY_LANGUAGE)
def test_the_key_of_a_key_is_itself(word: str, language: str) -> None:
    once = key(word, language)
    assert key(once, language) == once


@given(WORDS, ANY_LANGUAGE)
def test_case_and_unicode_form_make_no_other_key(word: str, language: str) -> None:
    composed = unicodedata.normalize("NFC", word)
    assert key(unicodedata.normalize("NFD", composed), language) == key(composed, language)


@given(WORDS, ANY_LANGUAGE)
def test_a_key_is_bounded_and_can_be_stored(word: str, language: str) -> None:
    stored = key(word, language).encode()
    assert len(stored.decode()) <= 2 * MAX_KEY_LENGTH


@pytest.mark.parametrize("word", ["Вода", "ВОДА", "вода", "во\u0301да", "во\u00adда", "вoдa"])
def test_case_stress_soft_hyphens_and_latin_lookalikes_are_no_other_word(word: str) -> None:
    assert key(word, "ru") == "вода"


def test_yo_and_ye_are_one_letter_in_russian_but_not_in_tajik() -> None:
    assert key("учёт", "ru") == key("учет", "ru")
    assert key("дарё", "tg") == "дарё"


def test_letters_of_the_other_script_follow_the_rest_of_the_word() -> None:
    assert key("Kыргызстан", "ky") == key("Кыргызстан", "ky")  # begins with a Latin K
    assert key("сonflict", "en") == "conflict"  # begins with a Cyrillic с
    assert key("қaзақстан", "kk") == "қазақстан"
    assert key("ісler", "und") == key("ісler", "und")


@pytest.mark.parametrize("language", [*LANGUAGES, "und"])
def test_lg_stays_latin(language: str) -> None:
    assert key("LG", language) == "lg"


def test_turkish_capital_i_does_no_harm() -> None:
    assert key("İSTANBUL", "en") == "istanbul"
    assert key("Iran", "en") == "iran"


def test_hyphens_and_initials_are_written_together() -> None:
    assert key("co-operation", "en") == key("cooperation", "en")
    assert key("U.S.A.", "en") == "usa"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A/RES/66/290", "А/RES/66/290"),
        ("A/70/1", "А/70/1"),
        ("M-41", "М-41"),
        ("М41", "м41"),
        ("2015–2017", "2015-2017"),
    ],
)
def test_numbers_with_letters_have_one_key_in_both_scripts(one: str, other: str) -> None:
    assert key(one, "ru") == key(other, "en")


def test_numbers_keep_what_separates_their_parts() -> None:
    assert key("66/290", "ru") != key("66290", "ru")
    assert key("12-3", "ru") != key("123", "ru")


def test_the_english_possessive_is_no_other_word() -> None:
    assert key("Kazakhstan's", "en") == key("Kazakhstan’s", "en") == "kazakhstan"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("қоғам", "когам"), ("өңір", "онир"), ("ұлттық", "улттык"), ("әлеуметтік", "алеуметтик"), ("ҷумҳурӣ", "чумхури"),
        ("сӯҳбат", "сухбат"), ("şäher", "saher"), ("ýaňy", "yany"), ("türkmençe", "turkmence"), ("özbekçe", "ozbekce"),
        ("учёт", "учет"), ("water", "water"),
    ],
)  # fmt: skip
def test_folding_takes_away_what_a_keyboard_may_lack(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(WORDS, ANY_LANGUAGE)
def test_folding_twice_changes_nothing(word: str, language: str) -> None:
    once = fold(key(word, language))
    assert fold(once) == once
