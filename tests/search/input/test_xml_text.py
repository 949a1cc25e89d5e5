from xml.etree import ElementTree

from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from search.input.xml_text import to_xml_data, to_xml_query, to_xml_text


def stands_in_xml(text):
    return ElementTree.fromstring(f"<a>{''.join(f'&#{ord(letter)};' for letter in text)}</a>").text or ""


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@example("\x0b\ud800\ufffe\0")
def test_whatever_was_typed_stands_in_xml(text):
    assert stands_in_xml(to_xml_text(text)) == to_xml_text(text)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60))
@example("два\tслова\nи 😀")
def test_a_text_that_is_xml_stays_as_it_is(text):
    assert to_xml_text(text) is text


def test_a_line_ends_with_one_character_as_its_author_counts_it():
    assert to_xml_text("два\r\nслова\r") == "два\nслова\r"


def test_words_that_a_slide_broke_apart_stay_apart():
    assert to_xml_text("Вода\x0bи мир\x00") == "Вода и мир"


def test_names_and_lists_within_data_are_cleaned_too():
    assert to_xml_data({"a\0": ["\x0b", 1, None, {"b": "\ud800"}]}) == {"a": [" ", 1, None, {"b": ""}]}


def test_a_query_keeps_all_values_of_a_name():
    assert to_xml_query(QueryDict("theme=%00a&theme=b&q=c%1Dd")).lists() is not None
    clean = to_xml_query(QueryDict("theme=%00a&theme=b&q=c%1Dd"))
    assert (clean.getlist("theme"), clean["q"]) == (["a", "b"], "c d")
