"""What may be somebody's own is found in a text, and what is none is left in peace."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.editorial.findings.personal_data import Passage, is_personal_number, opens_a_door, personal_data, spans_in

FOUND = [
    ("mail", "Write to water.office+canal@office.example.kg.", "water.office+canal@office.example.kg"),
    ("phone", "Call +996 (312) 66-22-33, please", "+996 (312) 66-22-33"),
    ("phone", "Звоните: +7 701 123-45-67.", "+7 701 123-45-67"),
    ("phone", "from abroad 0041 22 917 12 34", "0041 22 917 12 34"),
    ("phone", "8 (701) 123-45-67", "8 (701) 123-45-67"),
    ("phone", "Ош, 0555 12 34 56", "0555 12 34 56"),
    ("phone", "0312 662 233", "0312 662 233"),
    ("phone", "90 123-45-67", "90 123-45-67"),
    ("phone", "998901234567", "998901234567"),
    ("phone", "тел. 66-22-33", "66-22-33"),
    ("phone", "Telefon: 12 34 56", "12 34 56"),
    ("number", "ИИН 880715350213", "880715350213"),
    ("number", "31507880123456 is his", "31507880123456"),
    ("number", "21507198800123", "21507198800123"),
    ("number", "паспорт серии AN № 1234567", "AN № 1234567"),
    ("number", "ID1234567", "ID1234567"),
    ("number", "инн: 123456789", "123456789"),
    ("link", "https://zoom.example/j/12?pwd=Zm9v", "https://zoom.example/j/12?pwd=Zm9v"),
    ("link", "https://files.example/d/1BxiMVs0XRA5nFMdKvBdBZjgmU/edit", "https://files.example/d/1BxiMVs0XRA5nFMdKvBdBZjgmU/edit"),
    ("link", "https://t.me/+AbCdEfGh", "https://t.me/+AbCdEfGh"),
    ("link", "https://me:word@host.example/", "https://me:word@host.example/"),
]  # fmt: skip
NOTHING = [
    "In 2014-2015 the two districts spent 120 000 000 soms.",
    "12.05.2015-13.06.2015, A/RES/70/1, S/2015/1234567, ISBN 978-92-1-101331-5",
    "Month 2015 120 45 30 2016 130 50 20",
    "1,000 300 200 100; 0.123456789; 5 000–10 000",
    "инновациям 100000 и пинать 1234567",
    "https://unece.example/Report2015-Water?year=2015 and https://docs.example/12345678901234/annex",
    "123456789012 and 99999999999999",
    "Article 25, paragraphs 10-12-14-16",
]


@pytest.mark.parametrize(("kind", "text", "found"), FOUND)
def test_what_may_be_personal_is_found_whole(kind, text, found):
    assert [(one, text[start:end]) for one, start, end in spans_in(text)] == [(kind, found)]


@pytest.mark.parametrize("text", NOTHING)
def test_sums_dates_rows_of_tables_and_marks_of_documents_are_none(text):
    assert [text[start:end] for _kind, start, end in spans_in(text)] == []


@given(st.lists(st.sampled_from([text for _kind, text, _found in FOUND] + NOTHING), max_size=6))
def test_in_a_longer_text_each_is_found_as_it_is_alone(parts):
    text = " \n".join(f"Word {part} word." for part in parts)
    alone = [found for part in parts for kind, whole, found in FOUND if whole == part]
    assert [text[start:end] for _kind, start, end in spans_in(text)] == alone


@given(st.text(st.sampled_from("+(0789) -.@:/#?=AЯa№\u00a0\nтел"), max_size=80))
def test_whatever_is_typed_the_places_are_in_order_and_none_in_another(text):
    spans = spans_in(text)
    assert all(0 <= start < end <= len(text) for _kind, start, end in spans)
    assert all(one[2] <= other[1] for one, other in pairwise(spans))


@given(st.dates(), st.integers(0, 99999), st.integers(0, 9))
def test_a_number_of_a_person_needs_a_birthday(born, last, first):
    digits = f"{first}{born:%d%m}{born.year % 100:02}{last:05}12"
    assert is_personal_number(digits) or digits[0] not in "3456"
    assert not is_personal_number(f"3{99}{digits[3:]}")


@pytest.mark.parametrize("digits", ["880715350213"])
def test_the_last_digit_of_a_number_of_kazakhstan_proves_the_others(digits):
    assert is_personal_number(digits)
    wrong = [digits[:-1] + str(last) for last in range(10) if str(last) != digits[-1]]
    assert not any(map(is_personal_number, wrong))


@given(st.text(max_size=60))
def test_no_address_is_too_odd_to_be_read(address):
    opens_a_door(f"https://{address}")
    opens_a_door(address)


def test_a_link_is_read_for_where_it_leads_and_told_once():
    html = (
        '<p><a href="mailto:a@office.example">write to us</a>, <a href="mailto:b@office.example">b@office.example</a>, '
        '<a href="https://zoom.example/j/1?pwd=x">the meeting</a>, <a href="https://unece.example/water">a report</a></p>'
    )
    found = personal_data([Passage(html, "Context", "#context-1")])
    assert [(one.kind, one.found) for one in found] == [
        ("mail", "b@office.example"),
        ("mail", "a@office.example"),
        ("link", "https://zoom.example/j/1?pwd=x"),
    ]
    assert {(one.where, one.url) for one in found} == {("Context", "#context-1")}
    assert (found[0].before, found[0].after) == ("write to us, ", ", the meeting, a report")


def test_what_stands_around_it_is_shown_in_whole_words():
    words = "Whoever wants to know more of the gate and its keepers"
    (found,) = personal_data([Passage(f"<p>{words} calls +996 312 66 22 33. {words}.</p>", "Context", "#context-1")])
    assert (found.before, found.after) == ("… the gate and its keepers calls ", ". Whoever wants to know more of …")
