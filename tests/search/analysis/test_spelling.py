"""What was meant by what was typed wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.romanization import MAX_CANDIDATES
from search.analysis.spelling import edit_distance, layouts, transliterations

FEW_LETTERS = st.text("абв", max_size=7)


def distance_without_a_band(a: str, b: str) -> int:
    """The definition, step by step, for comparison."""
    table = {(-1, -1): 0} | {(i, -1): i + 1 for i in range(len(a))} | {(-1, j): j + 1 for j in range(len(b))}
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            costs = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (left != right)]
            if i and j and left == b[j - 1] and a[i - 1] == right:
                costs.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(costs)
    return table[len(a) - 1, len(b) - 1]


@given(FEW_LETTERS, FEW_LETTERS, st.integers(0, 5))
def test_the_distance_is_exact_up_to_its_limit(a: str, b: str, limit: int) -> None:
    assert edit_distance(a, b, limit) == min(distance_without_a_band(a, b), limit + 1)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [
        ("вода", "вода", 0),
        ("вода", "вада", 1),
        ("вода", "воад", 1),
        ("вода", "вод", 1),
        ("й", "и\u0306", 0),
        ("мир", "вода", 3),
    ],
)
def test_letters_are_counted_as_people_count_them(a: str, b: str, distance: int) -> None:
    assert edit_distance(a, b, 2) == distance


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("djlf", "вода"), ("GHBDTN", "ПРИВЕТ"), ("djlyst htcehcs", "водные ресурсы"), ("цщклырщз", "workshop"),
        ("n9n0sy", "тұтқын"), ("r-k3r", "көлік"), ("su-ws", "ыг-цы"), ("j,", "об"), ("woltuz", "қҳдегя"),
        (";thlt r3v", "жерде кім"), ("қҳклҷрҳз", "workshop"),
    ],
)  # fmt: skip
def test_the_keys_are_read_in_the_layouts_of_the_region(typed: str, meant: str) -> None:
    assert meant in layouts(typed)


@pytest.mark.parametrize("text", ["66/290", "", "вода A/RES", "2015-2017"])
def test_what_was_not_typed_in_one_wrong_layout_is_left_alone(text: str) -> None:
    assert layouts(text) == []


def test_numbers_beside_words_stay_numbers() -> None:
    assert all(candidate.endswith(" 2015") for candidate in layouts("djlf 2015"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("voda", "вода"), ("mir", "мир"), ("soglashenie", "соглашение"), ("obshchestvo", "общество"), ("granica", "граница"),
        ("bezopasnost", "безопасность"), ("bolshoy", "большой"), ("yuzhnyy", "южный"), ("rossiya", "россия"),
        ("ekologiya", "экология"), ("ob'ekt", "объект"), ("zhaqyndady", "жақындады"), ("tojikiston", "тоҷикистон"),
        ("vodnye resursy", "водные ресурсы"), ("Bishkek", "бишкек"),
    ],
)  # fmt: skip
def test_cyrillic_words_are_read_from_latin_letters(typed: str, meant: str) -> None:
    assert meant in transliterations(typed)


@pytest.mark.parametrize("text", ["вода", "66/290", "", "a" * 1_000])
def test_nothing_is_read_into_cyrillic_numbers_and_floods(text: str) -> None:
    assert transliterations(text) == []


@given(st.text(st.sampled_from("abcdehijklnqstxyzʼ' -1") | st.characters(), max_size=250))
def test_readings_are_few_and_all_different(text: str) -> None:
    readings = transliterations(text)
    assert len(readings) == len(set(readings)) <= MAX_CANDIDATES
    assert len(layouts(text)) <= 6
