"""What was typed with another keyboard layout switched on, as a whole query."""

import pytest

from tests.search.conftest import ids
from tests.search.shelf import MEMBER, document


@pytest.fixture
def library(papers):
    papers.put(
        document(1, "Победа: лейбористы победили на выборах", language="ru"),
        document(2, "Қазақ тіліндегі өзен атаулары", language="kk"),
        document(3, "Жээкте экологиялык өткөөл", language="ky"),
        document(4, "Workshop on borders", language="en"),
        document(5, "Boundary waters", language="en"),
    )


@pytest.mark.parametrize(
    ("language", "typed", "meant", "found"),
    [
        ("ru", "ktq,jhbcns gj,tlbkb", "лейбористы победили", 1),
        ("ru", "<jkmibt gj,tls d ktq,jhbcnjd", "Большие победы в лейбористов", 1),
        ("ru", "gj,tlf,", "победа,", 1),
        ("ru", '"yf ds,jhf["', '"на выборах"', 1),
        ("kk", "0fpf0 n3k3yltu3 -pty", "қазақ тіліндегі өзен", 2),
        ("ky", ";''rnt", "жээкте", 3),
        ("ky", "'rjkjubzksr", "экологиялык", 3),
        ("ru", "pobeda leyboristov", "победа лейбористов", 1),
        ("kk", "qazaq tilindegi ozen", "қазақ тилиндеги озен", 2),
        ("en", "цщклырщз щт ищквукы", "workshop on borders", 4),
    ],
)
def test_its_commas_and_figures_are_read_as_the_letters_they_were_meant_for(
    library, find, language, typed, meant, found
):
    answer = find(typed, language=language)
    assert (ids(answer)[0], answer.did_you_mean) == (found, meant)
    assert find(typed, language=language, exact=True).did_you_mean == ""


@pytest.mark.parametrize(
    "typed",
    [
        "boundary djlf",  # the first stands in a text
        "qwrtp",  # nothing on any layout
        "2015 66/290",
        "; [ ] '",
        "gj ds",  # two letters are too often something else
        "theme:gj,tlf",
    ],
)
def test_what_makes_sense_as_it_is_or_on_no_layout_stays_as_it_was_typed(library, find, typed):
    assert find(typed, language="ru").did_you_mean in ("", typed)


def test_an_author_is_found_by_the_latin_letters_of_his_name_without_a_doubt(papers, find):
    papers.put(document(1, "Победа", language="ru", names=("Асанова Г.",)))
    assert (ids(find("asanova", language="ru")), find("asanova", language="ru").did_you_mean) == ([1], "")


def test_a_symbol_stays_beside_words_that_were_typed_on_another_layout(library, find):
    found = find("A/RES/66/290 gj,tlf country:kz", language="ru")
    assert found.did_you_mean == "A/RES/66/290 победа country:kz"


def test_a_query_makes_no_sense_by_a_text_that_its_reader_may_not_see(papers, find):
    papers.put(document(1, "Победа", language="ru", audience="members"))
    assert find("gj,tlf", language="ru").did_you_mean == ""
    assert find("gj,tlf", MEMBER, language="ru").did_you_mean == "победа"


def test_a_query_makes_no_sense_by_a_text_that_was_withdrawn_a_moment_ago(papers, find):
    papers.put(document(1, "Победа", language="ru"))
    assert find("gj,tlf", language="ru").did_you_mean == "победа"
    papers.withdraw(1)
    assert find("gj,tlf", language="ru").did_you_mean == ""
