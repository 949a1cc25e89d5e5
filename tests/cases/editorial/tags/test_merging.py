"""Two tags become one wherever they stand, and for a day they can be two again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.contribute.form.answers import name_tags
from cases.editorial.errors import TagsMerged
from cases.editorial.review import actions as review
from cases.editorial.tags import texts
from cases.editorial.tags.errors import BeingWritten, MergedAlready, MergedOn, OneTag, TooLate, UndoneAlready
from cases.editorial.tags.merging import keep_apart, merge_tags, undo_merge
from cases.editorial.tags.models import TagMerge, TwoTags
from cases.editorial.tags.naming import change_tag
from cases.library.models import CasePage, Tag
from network.people.models import Member
from search.index.models import Change
from search.saved.models import SavedSearch
from tests.cases.desk import begin, decide, newest, save, submitted
from tests.cases.editorial.forms import second_editor, seen
from tests.factories import CaseFactory, MemberFactory

pytestmark = pytest.mark.django_db


def tagged(*tags: Tag, **fields: Any) -> CasePage:
    """A published case with these, that has a version."""
    page = CaseFactory(**fields)
    page.tags.set(tags)
    page.save()
    page.save_revision().publish()
    return CasePage.objects.get(pk=page.pk)


def names_of(page: Any) -> list[str]:
    return sorted(item.tag.name for item in CasePage.objects.get(pk=page.pk).tagged_items.all())


def names_in(version: Any) -> list[str]:
    version.refresh_from_db()
    return sorted(item.tag.name for item in version.as_object().tagged_items.all())


@pytest.fixture
def two(trees: None) -> tuple[Tag, Tag]:
    return Tag.named("canals"), Tag.named("ditches")


def test_it_stands_on_texts_in_all_versions_and_in_searches_and_undone_it_is_as_it_was(
    two: tuple[Tag, Tag], editor: Member
) -> None:
    kept, gone = two
    third = Tag.named("rivers")
    one, both, other = tagged(gone, third), tagged(gone, kept), tagged(kept)
    early = one.latest_revision
    late = one.save_revision()
    owner = MemberFactory()
    search = SavedSearch.objects.create(owner=owner, name="ditches", query="?q=water&tag=ditches&tag=rivers")
    doubled = SavedSearch.objects.create(owner=owner, name="Mine", query="?tag=ditches", frequency="weekly")
    SavedSearch.objects.create(owner=owner, name="canals", query="?tag=canals")
    before = list(SavedSearch.objects.order_by("pk").values())
    items = {version.pk: version.content["tagged_items"] for version in (early, late, both.latest_revision)}
    Change.objects.all().delete()

    merge = merge_tags(kept, gone, editor)
    assert (names_of(one), names_of(both), names_of(other)) == (["canals", "rivers"], ["canals"], ["canals"])
    assert (names_in(early), names_in(late), names_in(both.latest_revision)) == (
        ["canals", "rivers"],
        ["canals", "rivers"],
        ["canals"],
    )
    search.refresh_from_db()
    assert (search.query, search.name) == ("?q=water&tag=canals&tag=rivers", "ditches")
    assert not SavedSearch.objects.filter(pk=doubled.pk).exists()
    assert Tag.named("Ditches") == kept
    assert set(Change.objects.values_list("thing", flat=True)) == {one.pk, both.pk, other.pk}

    undo_merge(merge, editor)
    assert (names_of(one), names_of(both)) == (["ditches", "rivers"], ["canals", "ditches"])
    for version in (early, late, both.latest_revision):
        version.refresh_from_db()
        assert sorted(item["tag"] for item in version.content["tagged_items"]) == sorted(
            item["tag"] for item in items[version.pk]
        )
    assert list(SavedSearch.objects.order_by("pk").values()) == before
    assert Tag.named("Ditches") == gone


def test_undoing_leaves_what_somebody_has_changed_since(two: tuple[Tag, Tag], editor: Member) -> None:
    kept, gone = two
    republished, untagged = tagged(gone), tagged(gone)
    search = SavedSearch.objects.create(owner=editor, name="ditches", query="?tag=ditches")
    merge = merge_tags(kept, gone, editor)
    CasePage.objects.get(pk=republished.pk).save_revision().publish()
    page = CasePage.objects.get(pk=untagged.pk)
    page.tags.clear()
    page.save_revision().publish()
    SavedSearch.objects.filter(pk=search.pk).update(query="?tag=canals&type=case")
    undo_merge(merge, editor)
    assert (names_of(republished), names_of(untagged)) == (["canals"], [])
    assert newest(republished).tagged_items.get().tag == kept
    search.refresh_from_db()
    assert search.query == "?tag=canals&type=case"


def test_a_draft_in_which_somebody_types_ends_with_the_tag_that_was_kept(author: Client, editor: Member) -> None:
    """The form that he has open sends the old name once more, after the merge."""
    page = begin(author, tags="ditches")
    kept, gone = Tag.named("canals"), Tag.named("ditches")
    merge_tags(kept, gone, editor)
    save(author, page, action="submit", tags="ditches, neighbours")
    assert sorted(item.tag.name for item in newest(page).tagged_items.all()) == ["canals", "neighbours"]
    assert Tag.objects.filter(name="ditches").count() == 1


def test_a_draft_that_is_saved_by_itself_goes_on_as_if_nothing_had_been_merged(author: Client, editor: Member) -> None:
    page = submitted(author, tags="ditches")
    author.post(reverse("contribute_take_back", args=[page.pk]))
    save(author, page, tags="ditches")
    base = seen(page)
    merge_tags(Tag.named("canals"), Tag.named("ditches"), editor)
    assert save(author, page, base=base, tags="ditches", summary="Typed on.").status_code == 302
    assert newest(page).summary == "Typed on."


def test_a_text_published_after_the_merge_has_the_kept_tag(author: Client, at_the_editors_desk: Client) -> None:
    page = submitted(author, tags="ditches")
    merge_tags(Tag.named("canals"), Tag.named("ditches"), second_editor())
    decide(at_the_editors_desk, page, "approve")
    assert (CasePage.objects.get(pk=page.pk).live, names_of(page)) == (True, ["canals"])


def test_what_was_saved_before_the_merge_and_is_published_after_it_gets_the_kept_tag(
    two: tuple[Tag, Tag], editor: Member
) -> None:
    kept, gone = two
    version = tagged(gone).save_revision()
    merge_tags(kept, gone, editor)
    version.publish()
    text = CasePage.objects.get()
    assert names_of(text) == names_in(text.latest_revision) == [kept.name]


def test_who_has_read_it_with_the_old_tag_looks_once_more(author: Client, editor: Member) -> None:
    page = submitted(author, tags="ditches")
    before = seen(page)
    merge_tags(Tag.named("canals"), Tag.named("ditches"), editor)
    with pytest.raises(TagsMerged):
        review.approve(page, editor, seen=before)
    review.approve(page, editor, seen=seen(page))
    assert names_of(page) == ["canals"]


def test_what_was_read_before_the_merge_and_is_saved_after_it_gets_the_kept_tag(
    two: tuple[Tag, Tag], editor: Member
) -> None:
    kept, gone = two
    page = tagged(gone)
    stale = newest(page)
    merge_tags(kept, gone, editor)
    stale.save_revision().publish()
    assert (names_of(page), names_in(newest(page).latest_revision)) == (["canals"], ["canals"])


def test_where_a_text_came_to_have_it_meanwhile_nothing_is_done(
    two: tuple[Tag, Tag], editor: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = two
    page = tagged(gone)
    hold = texts.hold_pages

    def slowly(ids: Any) -> None:
        hold(ids)
        tagged(gone)

    monkeypatch.setattr(texts, "hold_pages", slowly)
    with pytest.raises(BeingWritten):
        merge_tags(kept, gone, editor)
    assert names_of(page) == ["ditches"]
    assert not TagMerge.objects.exists()


def test_of_two_who_merge_the_same_pair_the_second_is_told(two: tuple[Tag, Tag], editor: Member) -> None:
    kept, gone = two
    page = tagged(gone)
    merge_tags(kept, gone, editor)
    for one, other in ((kept, gone), (gone, kept)):
        with pytest.raises(MergedAlready, match="“ditches” has been merged into “canals” already"):
            merge_tags(one, other, second_editor())
    assert names_of(page) == ["canals"]
    assert TagMerge.objects.count() == 1
    with pytest.raises(OneTag):
        merge_tags(kept, kept, editor)


def test_a_chain_leads_straight_to_its_end_and_is_undone_from_there(two: tuple[Tag, Tag], editor: Member) -> None:
    kept, gone = two
    last = Tag.named("waterways")
    page = tagged(gone)
    first = merge_tags(kept, gone, editor)
    with pytest.raises(MergedAlready):
        merge_tags(gone, last, editor)
    second = merge_tags(last, kept, editor)
    assert Tag.objects.moved(["ditches", "canals", "waterways"]) == {"ditches": "waterways", "canals": "waterways"}
    assert Tag.named("ditches") == last
    with pytest.raises(MergedOn, match="“canals” has since been merged"):
        undo_merge(first, editor)
    undo_merge(second, editor)
    assert (Tag.objects.moved(["ditches"]), names_of(page)) == ({"ditches": "canals"}, ["canals"])
    undo_merge(first, editor)
    assert names_of(page) == ["ditches"]
    with pytest.raises(UndoneAlready):
        undo_merge(first, editor)


def test_after_a_day_it_stays(two: tuple[Tag, Tag], editor: Member) -> None:
    kept, gone = two
    page = tagged(gone)
    merge = merge_tags(kept, gone, editor)
    TagMerge.objects.update(merged_at=timezone.now() - timedelta(hours=24))
    with pytest.raises(TooLate):
        undo_merge(merge, editor)
    assert names_of(page) == ["canals"]
    assert list(TagMerge.objects.outlived()) == [merge]
    assert not TagMerge.objects.undoable().exists()


def test_what_the_kept_tag_lacked_it_gains_and_gives_back(two: tuple[Tag, Tag], editor: Member) -> None:
    kept, gone = two
    change_tag(kept, editor, name="canals", names={"en": "Canals"}, concept=None)
    change_tag(gone, editor, name="ditches", names={"en": "Ditches", "ru": "Арыки"}, concept=None)
    merge = merge_tags(kept, gone, editor)
    kept.refresh_from_db()
    assert kept.names == {"en": "Canals", "ru": "Арыки"}
    assert Tag.named("арыки") == kept
    undo_merge(merge, editor)
    kept.refresh_from_db()
    assert kept.names == {"en": "Canals"}
    assert Tag.named("арыки") == gone


def test_two_that_are_two_are_kept_so_once(two: tuple[Tag, Tag]) -> None:
    keep_apart(*two)
    keep_apart(*reversed(two))
    assert TwoTags.objects.count() == 1


def test_what_a_version_lacks_is_no_trouble(two: tuple[Tag, Tag], editor: Member) -> None:
    """One that was written before there were tags."""
    kept, gone = two
    page = tagged(gone)
    old = page.latest_revision
    old.content.pop("tagged_items")
    type(old).objects.filter(pk=old.pk).update(content=old.content)
    undo_merge(merge_tags(kept, gone, editor), editor)
    assert names_of(page) == ["ditches"]


def test_names_of_a_draft_become_the_kept_tag_even_while_it_is_sent(two: tuple[Tag, Tag], editor: Member) -> None:
    """Named before the merge, saved after it."""
    kept, gone = two
    page = CaseFactory(live=False)
    page.tag_names = ["ditches"]
    assert name_tags(page)
    merge_tags(kept, gone, editor)
    assert names_in(page.save_revision()) == ["canals"]


def test_an_author_is_told_nothing_and_his_text_keeps_its_hour(author: Client, editor: Member) -> None:
    page = submitted(author, tags="ditches")
    before = CasePage.objects.get(pk=page.pk)
    merge_tags(Tag.named("canals"), Tag.named("ditches"), editor)
    after = CasePage.objects.get(pk=page.pk)
    assert before.latest_revision_created_at == after.latest_revision_created_at
    assert before.latest_revision.created_at == after.latest_revision.created_at
    assert after.workflow_in_progress
