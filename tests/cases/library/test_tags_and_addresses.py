"""One tag a meaning, and addresses that can be read and never change."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from cases.library.models import CasePage, CaseTag
from cases.library.tags import Tag, tag_key
from network.slugs import MAX_SLUG_LENGTH, unique_slug
from search.index.models import Change
from tests.factories import CaseFactory


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["су ", "СУ", " Су", unicodedata.normalize("NFD", "Су"), "cy", "сy"])
def test_one_tag_however_its_name_was_typed(typed: str) -> None:
    first = Tag.named("Су")
    if typed == "cy":  # two Latin letters are no mistyped Cyrillic: cy may mean something
        assert Tag.named(typed) != first
    else:
        assert Tag.named(typed) == first
    assert first.name == "Су"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["oʻzbek", "o'zbek", "o‘zbek", "o’zbek", "oʼzbek", "ўзбек", "Özbek"], 1),
        (["сув", "suv", "Suv "], 1),
        (["цех", "sex"], 2),
        (["құқық", "қуқық", "өзен", "озен"], 4),
        (["???", "!!!", "C", "C 2"], 4),
    ],
)
def test_a_tag_is_one_in_any_apostrophes_and_script(names: list[str], count: int) -> None:
    assert len({Tag.named(name).pk for name in names}) == count


@pytest.mark.django_db
def test_what_were_several_tags_of_one_meaning_become_one_everywhere(trees: None) -> None:
    rows = ["сув", "suv", "Suv", "other", "sa"]
    Tag.objects.bulk_create(Tag(name=name, slug=f"tag-{place}", key=f"old {name}") for place, name in enumerate(rows))
    old = {tag.name: tag for tag in Tag.objects.all()}
    page = CaseFactory()
    for name in ("suv", "Suv", "other"):
        page.tagged_items.add(CaseTag(tag=old[name]))
    page.save()
    revision = page.save_revision()
    Change.objects.all().delete()

    merging = import_module("cases.library.migrations.0012_one_tag_a_meaning")
    merging.merge_tags(apps, None)

    assert {tag.name: tag.key for tag in Tag.objects.all()} == {"сув": "suv", "other": "other"}
    names = ["other", "сув"]
    assert sorted(tag.name for tag in CasePage.objects.get(pk=page.pk).tags.all()) == names
    revision.refresh_from_db()
    assert sorted(item.tag.name for item in revision.as_object().tagged_items.all()) == names
    assert Change.objects.filter(kind="case", thing=page.pk).exists()


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
    assert unique_slug(title, taken=lambda _slug: False) == address


def test_a_taken_address_gets_a_number() -> None:
    assert unique_slug("Dam", taken={"dam", "dam-2"}.__contains__) == "dam-3"


@given(st.text(max_size=300))
def test_every_title_gives_an_address_that_an_address_line_takes(title: str) -> None:
    address = unique_slug(title, taken=lambda _slug: False)
    assert address
    assert len(address) <= MAX_SLUG_LENGTH
    assert all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in address)
