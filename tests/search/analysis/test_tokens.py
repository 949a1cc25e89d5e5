"""What counts as a word, and where it stands in the text as it was written."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Token, tokenize
from tests.work import MAX_TIMES_OF_A_QUARTER, lines_run

ROOT = Path(__file__).resolve().parents[3]

# Text as people paste it: two scripts, apostrophes, marks, hyphens, what is invisible, and what is no character at all.
TEXTS = st.text(
    st.sampled_from("аАбёйңʻ'’`oOgGsh1290/-.,:@ \n\u00ad\u200b\u0301\u0306\ufdfa\ud800\x00№()İß") | st.characters()
)


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


def positions(text: str) -> dict[str, int]:
    return {token.text: token.position for token in tokenize(text)}


@given(TEXTS)
def test_a_token_is_what_stands_at_its_offsets(text: str) -> None:
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text


@given(TEXTS)
def test_tokens_come_in_the_order_of_the_text_and_positions_leave_no_gap(text: str) -> None:
    tokens = tokenize(text)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert sorted({token.position for token in tokens}) == list(range(len({token.position for token in tokens})))


def test_a_sentence_gives_its_words_in_order() -> None:
    assert tokenize("Су — өмір.") == [Token("Су", 0, 2, 0), Token("өмір", 5, 9, 1)]


def test_nothing_but_signs_gives_nothing() -> None:
    assert tokenize("… — «» ?! № _ ()") == []


@pytest.mark.parametrize(
    "word", ["Oʻzbekiston", "O'zbekiston", "O’zbekiston", "O‘zbekiston", "O`zbekiston", "Oʼzbekiston"]
)
def test_an_apostrophe_inside_a_word_does_not_part_it(word: str) -> None:
    assert words(f"({word}).") == [word]


@pytest.mark.parametrize("word", ["togʻ", "tog'", "tog’", "bogʻ"])
def test_an_apostrophe_after_a_last_g_belongs_to_the_word(word: str) -> None:
    assert words(f"{word}, suv") == [word, "suv"]


def test_quotation_marks_that_look_like_apostrophes_are_left_out() -> None:
    assert words("the 'blog' and ‘video’") == ["the", "blog", "and", "video"]


def test_a_word_in_decomposed_letters_stays_one_word() -> None:
    decomposed = unicodedata.normalize("NFD", "йўл Ўзбекистон")
    assert words(decomposed) == decomposed.split()


def test_soft_hyphens_and_stress_marks_stay_inside_the_word() -> None:
    assert words("меж\u00adду\u00adна\u00adрод\u00adный догово\u0301р") == [
        "меж\u00adду\u00adна\u00adрод\u00adный",
        "догово\u0301р",
    ]


def test_a_compound_is_found_whole_and_in_parts() -> None:
    assert positions("река Чу-Талас течёт") == {"река": 0, "Чу-Талас": 1, "Чу": 1, "Талас": 2, "течёт": 3}


@pytest.mark.parametrize("letter", ["A", "А"])
def test_a_document_number_is_found_whole_by_its_number_and_in_parts(letter: str) -> None:
    assert words(f"{letter}/RES/66/290") == [f"{letter}/RES/66/290", letter, "RES", "66/290", "66", "290"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("№ 12-3", "12-3"),
        ("2015-2017 гг.", "2015-2017"),
        ("2015–2017", "2015–2017"),
        ("12.03.2015 г.", "12.03.2015"),
        ("1,5 млн", "1,5"),
        ("(see unrcca.unmissions.org)", "unrcca.unmissions.org"),
        ("write to office@unrcca.example.org.", "office@unrcca.example.org"),
        ("трасса М-41", "М-41"),
        ("COVID-19", "COVID-19"),
    ],
)
def test_numbers_and_addresses_stay_whole_beside_their_parts(text: str, whole: str) -> None:
    found = positions(text)
    assert whole in found
    assert len(found) > 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ГЧП(PPP)", ["ГЧП", "PPP"]),
        ("ҚР Үкіметі", ["ҚР", "Үкіметі"]),
        ("и/или", ["и", "или"]),
        ("peace.The", ["peace", "The"]),
        ("мир.Следующий", ["мир", "Следующий"]),
        ("вода—мир", ["вода", "мир"]),
        ("snake_case", ["snake", "case"]),
        ("covid19", ["covid19"]),
    ],
)
def test_what_only_happens_to_stand_together_is_not_joined(text: str, expected: list[str]) -> None:
    assert words(text) == expected


RUBBISH = {
    "letters": "a",
    "hyphens": "a-",
    "apostrophes": "a'",
    "slashes": "1/",
    "marks": "\u0301",
    "marked letters": "a\u0301\u0316",
    "g and apostrophe": "g'",
}


@pytest.mark.parametrize("unit", RUBBISH.values(), ids=RUBBISH)
def test_four_times_the_rubbish_is_four_times_the_work_and_no_token_is_long(unit: str) -> None:
    text, quarter = unit * 8_000, unit * 2_000
    assert lines_run(lambda: tokenize(text)) < MAX_TIMES_OF_A_QUARTER * lines_run(lambda: tokenize(quarter))
    assert all(len(token.text) <= 2_000 for token in tokenize(text))


# In steps that count no lines, too: were one of them quadratic, the last of these would take hours.
ENDED_AFTER = 300  # seconds of work; it takes four
MEGABYTES = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
from search.analysis import tokenize
from tests.search.analysis.test_tokens import RUBBISH
for unit in RUBBISH.values():
    tokenize(unit * (1_000_000 // len(unit)))
print("all done")
"""


def test_a_megabyte_of_rubbish_is_read_to_its_end() -> None:
    command = [sys.executable, "-c", MEGABYTES, str(ENDED_AFTER)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "all done", done.stderr[-500:]


@pytest.mark.parametrize("text", ["\ufdfa" * 50, "\ud800вода\udfff", "\x00вода\x07", "вода\u202eмир"])
def test_broken_text_does_no_harm(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))


def test_lone_surrogates_are_never_part_of_a_word() -> None:
    assert words("\ud800вода\udfff мир") == ["вода", "мир"]
