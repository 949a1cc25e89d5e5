"""Forms of English words meet in one stem."""

import pytest

from search.analysis import stem


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ("conference conferences conference's", "conference"),
        ("negotiate negotiates negotiated negotiating", "negotiate"),
        ("be is are was were been being", "be"),
        ("serve serves served serving", "serve"),
        ("begin begins began begun beginning", "begin"),
        ("develop develops developed developing", "develop"),
        ("guard guards guarded", "guard"),
        ("mass masses", "mass"),
        ("tell tells told telling", "tell"),
        ("mine mining", "mine"),
        ("hope hoping hoped", "hope"),
        ("hop hopping", "hop"),
        ("child children", "child"),
        ("tajik tajiks", "tajik"),
        ("iraqi iraqis", "iraqi"),
        ("kazakhstani kazakhstanis", "kazakhstani"),
        ("ngo ngos", "ngo"),
        ("travel travelled traveled travelling", "travel"),
        ("refer referred referring", "refer"),
    ],
)
def test_forms_meet(forms: str, expected: str) -> None:
    assert {stem(form, "en") for form in forms.split()} == {expected}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"), ("organise", "organize"), ("neighbouring", "neighboring"), ("labour", "labor"),
        ("programmes", "program"), ("centre", "center"), ("defence", "defense"), ("analyse", "analyze"),
        ("mobilisation", "mobilization"), ("kilometres", "kilometers"),
    ],
)  # fmt: skip
def test_british_and_american_spelling_are_one_word(british: str, american: str) -> None:
    assert stem(british, "en") == stem(american, "en")


@pytest.mark.parametrize(
    "word", ["news", "species", "morning", "nothing", "promise", "advise", "process", "analysis", "this"]
)
def test_words_that_only_look_like_forms_stay_whole(word: str) -> None:
    assert stem(word, "en") == word
