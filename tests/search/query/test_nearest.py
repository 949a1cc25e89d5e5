"""Where no word of a query stands in anything, nothing is found; and what is near to it stands apart."""

import random

import pytest

from tests.factories import ConceptFactory
from tests.search.conftest import ids
from tests.search.shelf import document


def near(found):
    return [hit.row.id for hit in found.nearest]


def alike():
    """Trigrams tell something where most texts have none of them."""
    return [document(1, "Transboundary cooperation"), *(document(id, f"Road {id}") for id in range(2, 20))]


@pytest.fixture
def library(papers):
    papers.put(
        document(
            1,
            "Плотина на реке Талас",
            "Общий канал у Исфары, 12 километров. Талаалар.",
            language="ru",
            theme=("water",),
        ),
        document(2, "Transboundary cooperation", "Talas and the canal.", language="en"),
        document(3, "Ўзбекистон сувлари", "Мўйноқ шаҳри", language="uz"),
    )
    return papers


@pytest.mark.parametrize(
    "typed", ["!!!", "???", "%", "-", "—", "OR", "( )", '"', "…", "🌊", "₸ %", "\x00", "\u200b", "!!! ???"]
)
def test_a_text_without_a_letter_or_a_figure_finds_nothing(library, find, typed):
    found = find(typed)
    assert (found.total, found.matching, ids(found), near(found), any(found.counts.values())) == (0, 0, [], [], False)
    assert found.warnings


def test_a_number_is_a_word(library, find):
    assert ids(find("12 %")) == [1]
    assert (find("13 %").total, near(find("13 %"))) == (0, [])


def test_a_filter_beside_signs_still_narrows(library, find):
    ConceptFactory(scheme="themes", slug="water", names={"en": "Water"})
    assert ids(find("!!! theme:water")) == ids(find("theme:water")) == [1]


def test_what_is_only_spelt_alike_stands_apart_and_is_counted_nowhere(papers, find):
    papers.put(*alike())
    found = find("transboundarycooperation")
    assert (found.total, found.matching, ids(found), found.counts["type"], found.is_answered) == (0, 0, [], {}, False)
    assert near(found) == [1]
    assert found.nearest[0].reason
    assert near(find("transboundarycooperation", lang=("ru",))) == []


def test_pages_feeds_and_tables_agree_that_nothing_is_found(client, papers, find):
    papers.put(*alike())
    find()
    query = {"q": "transboundarycooperation"}
    data = client.get("/api/search/", query).json()
    assert (data["total"], data["results"], [one["id"] for one in data["nearest"]]) == (0, [], [1])
    assert not any(data["facets"].values())
    page = client.get("/en/search/", query).content.decode()
    assert "Transboundary cooperation" in page
    assert "0 found" in page
    for way in ("feed/", "export/?form=csv"):
        assert b"cooperation</title>" not in client.get(f"/en/search/{way}", query).content
    assert client.get("/en/search/export/", query | {"form": "bib"}).content == b""


def test_a_name_from_the_thesaurus_and_a_correction_are_words_too(library, find):
    ConceptFactory(scheme="themes", slug="dam", names={"en": "Dam", "ru": "Плотина"})
    assert ids(find("dam")) == [1]
    assert ids(find("плотна", language="ru"))[0] == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("талаз", "талас"),  # texts have "Talas" as well
        ("talaz", "talas"),
        ("isfora", ""),  # nothing is so in Latin letters, and "Исфары" is no slip of the finger away
        ("IFAS", ""),
        ("бөген", ""),  # whose Turkmen stem is a slip away from that of "bagly"
        ("name@example.org", ""),
        ("https://example.org/taals", ""),
        ("taals.org", ""),
        ("who pays for the taals dams", ""),
    ],
)
def test_a_correction_is_in_the_typed_script_and_means_the_same(library, find, typed, meant):
    library.put(document(4, "Suw bilen bagly", "Içadi suw", language="tk"), document(5, "Ichadi suv", language="uz"))
    assert find(typed, language="ru").did_you_mean == meant


def test_an_address_is_found_whole_and_not_by_its_parts(library, find):
    library.put(document(4, "Write to office@example.org", language="en"), document(5, "An example", language="en"))
    assert ids(find("office@example.org")) == ids(find("OFFICE@example.org")) == [4]
    assert find("name@example.org").total == 0


def test_a_remark_is_said_in_the_words_that_were_typed(library, find):
    (warning,) = find("тема:абракадабра", language="ru").warnings
    assert "тема:абракадабра" in warning
    assert "theme" not in warning


def test_capitals_change_nothing(library, find):
    chance = random.Random(1)
    words = "талаз djlf voda UNDP Исфары канал A/RES/66/290 ktq,jhbcns isfora мўйноқ suv IFAS Talas of the и".split()
    find()
    for _number in range(60):
        typed = " ".join(chance.sample(words, chance.randint(1, 5)))
        answers = [find(form) for form in (typed.lower(), typed.upper(), typed.title())]
        seen = {(tuple(ids(one)), tuple(near(one)), one.did_you_mean.lower()) for one in answers}
        assert len(seen) == 1, typed


def test_a_warning_is_said_once(library, find):
    warnings = find('"\u02bc"').warnings
    assert len(warnings) == len(set(warnings)) > 0
