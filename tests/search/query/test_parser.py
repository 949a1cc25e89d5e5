"""Whatever is typed is read as well as it can be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query.parser import Operator, OperatorFilter, QueryText, parse


def test_words_phrases_and_minuses_are_told_apart():
    query = parse('water "joint body" -dam –канал')
    assert query.groups == ((QueryText("water"),), (QueryText("joint body", is_phrase=True),))
    assert query.excluded == (QueryText("dam"), QueryText("канал"))
    assert query.warnings == ()


@pytest.mark.parametrize(
    ("typed", "operator", "value"),
    [
        ("tag:dams", Operator.TAG, "dams"),
        ('theme:"natural resources"', Operator.THEME, "natural resources"),
        ("country:kg", Operator.COUNTRY, "kg"),
        ("LANG:ky", Operator.LANGUAGE, "ky"),
        ("автор:Бекова", Operator.BY, "Бекова"),
        ("in:almaty-2015", Operator.IN, "almaty-2015"),
        ("type:case", Operator.TYPE, "case"),
        ("before:2016", Operator.BEFORE, "2016"),
        ("after:2016-05-18", Operator.AFTER, "2016-05-18"),
    ],
)
def test_an_operator_is_read_in_both_working_languages(typed, operator, value):
    assert parse(typed).filters == (OperatorFilter(operator, value, typed=typed.partition(":")[0]),)


def test_or_joins_two_words_into_one_wish():
    assert parse("water OR вода dam").groups == ((QueryText("water"), QueryText("вода")), (QueryText("dam"),))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"early warning', "early warning"),
        ("- water", "water"),
        ("foo:bar", "foo:bar"),
        ("x " * 900, "x " * 40),
        ("water\0\ud800supply", "water supply"),
    ],
)
def test_what_makes_no_sense_is_read_as_its_words_and_said_so(typed, words):
    query = parse(typed)
    assert words.startswith(query.words.strip())
    assert query.groups
    assert query.warnings or "\0" in typed


@pytest.mark.parametrize("typed", ["theme:", "water ТЕМА:", "water -tag:"])
def test_an_operator_that_was_only_begun_is_passed_over_and_said(typed):
    query = parse(typed)
    assert query.words == typed.rpartition(" ")[0]
    assert not query.filters
    assert typed.split()[-1].lstrip("-") in query.warnings[0]


def test_an_address_is_no_operator():
    assert parse("https://example.org/a").warnings == ()


def test_a_query_of_two_thousand_letters_is_cut_and_said_so():
    query = parse("вода " * 400)
    assert len(query.groups) <= 32
    assert len(query.warnings) == 1


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec=None), max_size=1_200) | st.text('ab "-:|«»\0\ud800\n', max_size=60))
def test_nothing_that_can_be_typed_makes_the_parser_fail(typed):
    query = parse(typed)
    assert len(query.groups) + len(query.excluded) + len(query.filters) <= 32
