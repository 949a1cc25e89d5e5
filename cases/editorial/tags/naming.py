"""What a tag is called, in all languages, and what it is tied to."""

from collections.abc import Mapping

from django.db.models import Q

from cases.editorial.tags.errors import MergedAlready, NameMissing, NameTaken
from cases.editorial.tags.texts import mark_texts
from cases.library.models import Tag, TagName
from cases.library.tags import clean_name, tag_key
from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.people.models import Member
from search.vocabulary.models import Concept


@action
def change_tag(tag: Tag, editor: Member, *, name: str, names: Mapping[str, str], concept: Concept | None) -> None:
    """The new names mean this tag, and so does the one that it had. Raises NameMissing, NameTaken, MergedAlready."""
    tag = Tag.objects.held([tag.pk])[tag.pk]
    if tag.merged_into:
        raise MergedAlready(gone=tag.display_name, kept=tag.merged_into.display_name)
    wanted = {code: clean for code, one in names.items() if (clean := clean_name(one))}
    if not (name := clean_name(name)):
        raise NameMissing
    _refuse_taken(tag, [name, *wanted.values()])
    _drop_names(tag, {tag_key(one) for one in tag.names.values()} - set(map(tag_key, (name, *wanted.values()))))
    _make_room(tag, name)
    tag.name, tag.names, tag.concept = name, wanted, concept
    tag.save()
    for one in wanted.values():
        TagName.objects.give(tag, one)
    mark_texts([tag.pk])
    record(Act.TAG_CHANGED, f"tag:{tag.pk}", by=editor)


def _refuse_taken(tag: Tag, names: list[str]) -> None:
    keys = {tag_key(name): name for name in names}
    others = TagName.objects.filter(key__in=keys).exclude(tag=tag.pk).select_related("tag__concept")
    if other := others.first():
        raise NameTaken(name=keys[other.key], tag=other.tag.display_name)


def _drop_names(tag: Tag, keys: set[str]) -> None:
    """Names in languages that were mended: a slip means nothing. What the tag itself was called stays."""
    TagName.objects.filter(tag=tag.pk, key__in=keys).exclude(key=tag.key).delete()


def _make_room(tag: Tag, name: str) -> None:
    """A tag that was merged into this one has its name still, and gives it up: it is shown no more, but where a merge is undone."""
    for gone in Tag.objects.filter(Q(key=tag_key(name)) | Q(name=name), merged_into=tag.pk):
        own = f"{gone.name[:80]} {gone.pk}"
        Tag.objects.filter(pk=gone.pk).update(name=own, key=f"{tag_key(own)[:180]} #{gone.pk}")
