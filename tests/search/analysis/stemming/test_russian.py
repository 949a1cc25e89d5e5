"""Forms of Russian words meet in their dictionary form."""

import pytest

from search.analysis import stem


@pytest.mark.parametrize(
    ("forms", "lemma"),
    [
        ("вода воды воде воду водой вод водам водами водах", "вода"),
        ("идти иду идёт идет шёл шел шла", "идти"),
        ("соглашение соглашения соглашений соглашениями", "соглашение"),
        ("трансграничный трансграничная трансграничных трансграничного", "трансграничный"),
        ("Кыргызстан Кыргызстана Кыргызстаном", "кыргызстан"),
        ("учёный учёные учёных ученых", "ученый"),
    ],
)
def test_forms_meet_in_their_lemma(forms: str, lemma: str) -> None:
    assert {stem(form, "ru") for form in forms.split()} == {lemma}


def test_a_word_the_dictionary_lacks_is_declined_like_its_kind() -> None:
    assert stem("медиативностью", "ru") == stem("медиативность", "ru")


def test_compounds_meet_with_and_without_the_hyphen() -> None:
    assert stem("онлайн-сервисы", "ru") == stem("онлайн-сервисов", "ru") == stem("онлайнсервис", "ru")
