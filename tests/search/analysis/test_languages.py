"""The language of what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LANGUAGES, detect_languages

SENTENCES = {
    "en": "Water is shared by all countries of the region, and so is the responsibility for it.",
    "ru": "Вода принадлежит всем странам региона, и ответственность за неё тоже общая.",
    "kk": "Су ресурстарын бірлесіп басқару туралы келісімге екі елдің үкіметтері қол қойды.",
    "ky": "Суу ресурстарын биргелешип башкаруу жөнүндө макулдашууга эки өлкөнүн өкмөттөрү кол коюшту.",
    "tg": "Созишнома дар бораи идоракунии якҷояи захираҳои об аз ҷониби ҳукуматҳои ду кишвар имзо шуд.",
    "tk": "Suw serişdelerini bilelikde dolandyrmak hakyndaky ylalaşyga iki ýurduň hökümetleri gol çekdi.",
    "uz": "Suv resurslarini birgalikda boshqarish toʻgʻrisidagi bitimni ikki mamlakat hukumatlari imzoladi.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_is_told_by_itself_whatever_the_page(language: str) -> None:
    for interface in (None, *LANGUAGES):
        assert detect_languages(SENTENCES[language], interface)[0] == language


def test_uzbek_is_told_in_cyrillic_too() -> None:
    assert detect_languages("Сув ресурсларини биргаликда бошқариш тўғрисида икки давлат ҳукумати битими")[0] == "uz"


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("су ресурстары туралы", "kk"), ("суу жана тынчтык", "ky"), ("захираҳои об", "tg"), ("suw serişdeleri", "tk"),
        ("suv resurslari haqida", "uz"), ("сув тўғрисида", "uz"), ("вода и мир", "ru"), ("water and peace", "en"),
    ],
)  # fmt: skip
def test_a_short_query_is_told_by_its_letters_and_small_words(query: str, language: str) -> None:
    assert detect_languages(query)[0] == language


@pytest.mark.parametrize("interface", ["ru", "kk", "ky"])
def test_where_the_words_do_not_decide_the_page_does(interface: str) -> None:
    assert detect_languages("президент", interface)[0] == interface


def test_a_word_of_several_languages_may_be_of_any_of_them() -> None:
    assert {"ru", "kk", "ky"} <= set(detect_languages("президент"))


def test_kazakh_typed_without_its_own_letters_is_still_thought_of() -> None:
    assert "kk" in detect_languages("Индонезияда жер силкиниси жуздеген адамнын омирин алып, аралды киратып жатыр")[:3]


def test_letters_of_one_script_leave_out_the_languages_of_the_other() -> None:
    assert not {"en"} & set(detect_languages("вода"))
    assert not {"ru", "ky", "tg"} & set(detect_languages("suv"))


@pytest.mark.parametrize("text", ["", "66/290", "?!", "水"])
def test_without_a_letter_any_language_may_be_meant_and_the_page_comes_first(text: str) -> None:
    assert set(detect_languages(text, "tg")) == set(LANGUAGES)
    assert detect_languages(text, "tg")[0] == "tg"


def test_broken_characters_do_not_hide_the_language() -> None:
    assert "ru" in detect_languages("\ud800вода и мир\x00")


@given(st.text(max_size=300), st.none() | st.sampled_from(("en", "kk", "xx")))
def test_every_text_has_at_least_one_language(text: str, interface: str | None) -> None:
    found = detect_languages(text, interface)
    assert found
    assert set(found) <= set(LANGUAGES)
