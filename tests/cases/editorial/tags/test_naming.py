"""What a tag is called, and what else means it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cases.editorial.tags.errors import MergedAlready, NameMissing, NameTaken
from cases.editorial.tags.merging import merge_tags
from cases.editorial.tags.naming import change_tag
from cases.library.models import Tag, TagName
from network.people.models import Member
from search.index.models import Change
from tests.cases.editorial.tags.test_merging import tagged
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db


def change(tag: Tag, editor: Member, **said: object) -> None:
    change_tag(tag, editor, **({"name": tag.name, "names": {}, "concept": None} | said))


def test_renamed_it_is_meant_by_its_old_name_too_and_its_address_stays(trees: None, editor: Member) -> None:
    tag = Tag.named("canlas")
    page = tagged(tag)
    Change.objects.all().delete()
    change(tag, editor, name="canals")
    tag.refresh_from_db()
    assert (tag.name, tag.slug) == ("canals", "canlas")
    assert Tag.named("Canlas") == Tag.named("canals") == tag
    assert Tag.objects.count() == 1
    assert [change.thing for change in Change.objects.all()] == [page.pk]


def test_it_is_shown_by_its_own_name_in_the_readers_language_or_the_concepts_or_as_it_was_typed(editor: Member) -> None:
    tag = Tag.named("suv")
    shown = [tag.display_name]
    change(tag, editor, concept=ConceptFactory(names={"en": "Water", "ru": "Вода"}))
    tag.refresh_from_db()
    shown.append(tag.display_name)
    change(tag, editor, names={"en": "Fresh water"}, concept=tag.concept)
    tag.refresh_from_db()
    shown.append(tag.display_name)
    with override("ru"):
        shown.append(tag.display_name)
    assert shown == ["suv", "Water", "Fresh water", "Вода"]


def test_each_of_its_names_means_it_and_one_that_was_mended_nothing(editor: Member) -> None:
    tag = Tag.named("suv")
    change(tag, editor, names={"ru": "Вода", "kk": "Сы"})
    assert Tag.named("вода") == Tag.named("сы") == tag
    change(Tag.objects.get(), editor, names={"ru": "Вода", "kk": "Су"})
    assert Tag.named("су") == tag
    assert not TagName.objects.filter(name="Сы").exists()
    assert Tag.named("сы") != tag


@pytest.mark.parametrize("said", [{"name": "Сув"}, {"name": "water", "names": {"uz": "suv"}}])
def test_a_name_of_another_is_refused_and_nothing_is_half_done(editor: Member, said: dict[str, object]) -> None:
    Tag.named("suv")
    tag = Tag.named("canals")
    with pytest.raises(NameTaken, match="is a name of the tag “suv”"):
        change(tag, editor, **said)
    tag.refresh_from_db()
    assert (tag.name, tag.names) == ("canals", {})
    assert Tag.named("сув") != tag


def test_an_empty_name_and_a_tag_that_is_gone_are_refused(editor: Member) -> None:
    tag, other = Tag.named("canals"), Tag.named("ditches")
    with pytest.raises(NameMissing):
        change(tag, editor, name="  ")
    merge_tags(tag, other, editor)
    with pytest.raises(MergedAlready):
        change(other, editor, name="trenches")


def test_the_kept_tag_can_be_called_as_the_one_that_is_gone(editor: Member) -> None:
    kept, gone = Tag.named("canals"), Tag.named("ditches")
    merge_tags(kept, gone, editor)
    change(kept, editor, name="ditches")
    assert Tag.named("ditches") == Tag.named("canals") == kept
    assert Tag.objects.moved([gone.slug]) == {gone.slug: kept.slug}


def test_no_name_means_two(editor: Member) -> None:
    one, other = Tag.named("canals"), Tag.named("ditches")
    with pytest.raises(IntegrityError), transaction.atomic():
        TagName.objects.give(one, other.name)
    other.name = "Canals"
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
