"""One tag a meaning, and addresses that can be read and never change."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.library.tags import Tag, tag_key
from network.addresses import LONGEST, address_for


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["су ", "СУ", " Су", unicodedata.normalize("NFD", "Су"), "cy", "сy"])
def test_one_tag_however_its_name_was_typed(typed: str) -> None:
    first = Tag.named("Су")
    if typed == "cy":  # two Latin letters are no mistyped Cyrillic: cy may mean something
        assert Tag.named(typed) != first
    else:
        assert Tag.named(typed) == first
    assert first.name == "Су"


@given(st.text(min_size=1, max_size=60))
def test_a_key_of_a_key_is_the_key(name: str) -> None:
    assert tag_key(tag_key(name)) == tag_key(name)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Вода и мир", "voda-i-mir"),
        ("Oʻzbekiston", "ozbekiston"),
        ("Чүй жана Талас", "chui-zhana-talas"),
        ("Қазақстан мен су", "qazaqstan-men-su"),
        ("Ҳифзи об дар Тоҷикистон", "hifzi-ob-dar-tojikiston"),
        ("Çaýhana ýoly", "cayhana-yoly"),
        ("???", "text"),
        ("水", "shui"),
    ],
)
def test_an_address_can_be_read_and_is_never_empty(title: str, address: str) -> None:
    assert address_for(title, taken=lambda _slug: False) == address


def test_a_taken_address_gets_a_number() -> None:
    assert address_for("Dam", taken={"dam", "dam-2"}.__contains__) == "dam-3"


@given(st.text(max_size=300))
def test_every_title_gives_an_address_that_an_address_line_takes(title: str) -> None:
    address = address_for(title, taken=lambda _slug: False)
    assert address
    assert len(address) <= LONGEST
    assert all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in address)
