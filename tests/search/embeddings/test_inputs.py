"""What an embeddings server is given, whatever was typed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from search.embeddings.inputs import MAX_QUERY_LENGTH, prepare_input


@given(st.text(max_size=400))
def test_no_text_is_too_long_or_has_what_a_server_cannot_bear(text):
    ready = prepare_input(text, "en", limit=MAX_QUERY_LENGTH)
    assert len(ready) <= MAX_QUERY_LENGTH
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in ready)
    ready.encode()


def test_a_character_that_stands_for_eighteen_is_cut_as_it_is_sent():
    assert len(prepare_input("\ufdfa" * 50, "en", limit=MAX_QUERY_LENGTH)) <= MAX_QUERY_LENGTH


def test_turkmen_is_put_in_words_and_letters_that_the_models_know():
    assert prepare_input("Suw paýlaşyk", "tk", limit=100) == "Su paylaşık"
    assert prepare_input("Ýurtlaryň gämileri", "tk", limit=100) == "Ülkeların gemileri"
    assert prepare_input("ý", "en", limit=100) == "ý"


@given(st.text(alphabet="suwýurtňäžyi Ýİ", max_size=400))
def test_no_turkmen_text_grows_too_long(text):
    assert len(prepare_input(text, "tk", limit=MAX_QUERY_LENGTH)) <= MAX_QUERY_LENGTH
