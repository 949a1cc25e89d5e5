"""Two tags of one meaning become one, wherever they stand; and for a day that can be undone.

Pages are locked first, then tags, as by whoever writes a text.
"""

from typing import Any

from django.utils import timezone

from cases.editorial.tags.errors import MergedAlready, MergedOn, OneTag, TooLate, UndoneAlready
from cases.editorial.tags.models import TagMerge, TwoTags
from cases.editorial.tags.texts import (
    hold_pages,
    hold_texts,
    mark_texts,
    restore_texts,
    restore_versions,
    retag_texts,
    retag_versions,
    texts_of,
)
from cases.library.models import Tag, TagName
from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.people.models import Member
from search.saved.actions import replace_value, restore_searches

FACET = "tag"


@action
def merge_tags(kept: Tag, gone: Tag, editor: Member) -> TagMerge:
    """From now on `gone` is `kept`: on texts, in their versions, in saved searches, by its names and its address.

    Raises OneTag, MergedAlready, BeingWritten.
    """
    if gone.pk == kept.pk:
        raise OneTag
    held = hold_texts(gone.pk, kept.pk)
    gone, kept = held[gone.pk], held[kept.pk]
    for tag in (gone, kept):
        if tag.merged_into:
            raise MergedAlready(gone=tag.display_name, kept=tag.merged_into.display_name)
    moved = {
        "texts": retag_texts(gone.pk, kept.pk),
        "versions": retag_versions(gone.pk, kept.pk),
        "searches": replace_value(FACET, gone.slug, kept.slug),
        "names": _move_names(gone, kept),
        "merged": _move_merged(gone, kept),
        "gained": _gain(gone, kept),
    }
    merge = TagMerge.objects.create(gone=gone, kept=kept, editor=editor, moved=moved)
    record(Act.TAGS_MERGED, f"tag:{gone.pk}", by=editor, details=f"tag:{kept.pk}")
    return merge


@action
def undo_merge(merge: TagMerge, editor: Member) -> None:
    """All that the merge moved goes back, but for what somebody has changed since.

    Raises UndoneAlready, TooLate, MergedOn.
    """
    hold_pages(texts_of(merge.moved.get("texts", {}), merge.moved.get("versions", [])))
    held = Tag.objects.held([merge.gone_id, merge.kept_id])
    gone, kept = held[merge.gone_id], held[merge.kept_id]
    merge = TagMerge.objects.select_for_update().get(pk=merge.pk)
    _refuse_unless_undoable(merge, gone, kept)
    Tag.objects.filter(pk=gone.pk).update(merged_into=None)
    moved = merge.moved
    restore_texts(moved["texts"], gone.pk, kept.pk)
    restore_versions(moved["versions"], gone.pk, kept.pk)
    restore_searches(moved["searches"])
    TagName.objects.filter(pk__in=moved["names"], tag=kept.pk).update(tag=gone.pk)
    Tag.objects.filter(pk__in=moved["merged"], merged_into=kept.pk).update(merged_into=gone.pk)
    _lose(kept, moved["gained"])
    mark_texts([kept.pk])
    TagMerge.objects.filter(pk=merge.pk).update(undone_at=timezone.now(), moved={})
    record(Act.MERGE_UNDONE, f"tag:{gone.pk}", by=editor, details=f"tag:{kept.pk}")


@action
def keep_apart(one: Tag, other: Tag) -> None:
    """These two look alike and are two. Raises OneTag."""
    if one.pk == other.pk:
        raise OneTag
    first, second = sorted((one.pk, other.pk))
    TwoTags.objects.get_or_create(first_id=first, second_id=second)


@action
def forget_moved() -> int:
    """What nobody can undo any more is no longer kept apart; of how many merges."""
    return TagMerge.objects.outlived().update(moved={})


def _refuse_unless_undoable(merge: TagMerge, gone: Tag, kept: Tag) -> None:
    if merge.undone_at:
        raise UndoneAlready
    if not merge.can_be_undone:
        raise TooLate
    if kept.merged_into_id:
        raise MergedOn(name=kept.display_name)
    assert gone.merged_into_id == kept.pk


def _move_names(gone: Tag, kept: Tag) -> list[int]:
    names = TagName.objects.filter(tag=gone.pk)
    moved = list(names.values_list("pk", flat=True))
    names.update(tag=kept.pk)
    return moved


def _move_merged(gone: Tag, kept: Tag) -> list[int]:
    """What was merged into `gone` before goes along: no address leads through another."""
    before = Tag.objects.filter(merged_into=gone.pk)
    moved = list(before.values_list("pk", flat=True))
    before.update(merged_into=kept.pk)
    Tag.objects.filter(pk=gone.pk).update(merged_into=kept.pk)
    return moved


def _gain(gone: Tag, kept: Tag) -> dict[str, Any]:
    """What the one that is kept lacked: names in languages, and a concept."""
    names = {code: name for code, name in gone.names.items() if code not in kept.names}
    concept = gone.concept_id if kept.concept_id is None else None
    if names or concept:
        kept.names = {**kept.names, **names}
        kept.concept_id = kept.concept_id or concept
        Tag.objects.filter(pk=kept.pk).update(names=kept.names, concept=kept.concept_id)
    mark_texts([kept.pk])
    return {"names": names, "concept": concept}


def _lose(kept: Tag, gained: dict[str, Any]) -> None:
    """Not what an editor has changed since."""
    kept.names = {code: name for code, name in kept.names.items() if gained["names"].get(code) != name}
    if gained["concept"] and kept.concept_id == gained["concept"]:
        kept.concept_id = None
    Tag.objects.filter(pk=kept.pk).update(names=kept.names, concept=kept.concept_id)
