"""Tags whose names are spellings of one become one: on texts, in all their versions, and in the search index."""

from collections import defaultdict

from django.db import migrations

from cases.library.tags import tag_key

KINDS = (("case", "CasePage", "CaseTag"), ("practice", "PracticePage", "PracticeTag"))


def merge_tags(apps, schema_editor):
    tags = apps.get_model("library", "Tag").objects
    spelt = defaultdict(list)
    for tag in tags.order_by("pk"):
        spelt[tag_key(tag.name)].append(tag)
    stays = {tag.pk: same[0].pk for same in spelt.values() for tag in same}
    moved = {gone: pk for gone, pk in stays.items() if gone != pk}
    used = set()
    for kind, page, through in KINDS:
        _merge_on_texts(apps, kind, apps.get_model("library", through).objects, moved)
        used |= set(apps.get_model("library", through).objects.values_list("tag_id", flat=True))
        used |= _merge_in_versions(apps, apps.get_model("library", page), moved)
    # What no text and no version of one has is half a word that was saved while somebody typed.
    tags.filter(pk__in=[pk for pk in stays if pk in moved or pk not in used]).filter(concept=None).delete()
    for tag in tags.all():
        tags.filter(pk=tag.pk).update(key=f"of tag {tag.pk}")  # out of one another's way
    for key, same in spelt.items():
        concept = next((tag.concept_id for tag in same if tag.concept_id), None)
        tags.filter(pk__in=[tag.pk for tag in same[1:]]).delete()
        tags.filter(pk=same[0].pk).update(key=key, concept=concept)


def _merge_on_texts(apps, kind, tagged, moved):
    having = set(tagged.values_list("content_object_id", "tag_id"))
    texts = set()
    for row in tagged.filter(tag_id__in=moved).order_by("pk"):
        texts.add(row.content_object_id)
        if (row.content_object_id, moved[row.tag_id]) in having:
            row.delete()
            continue
        row.tag_id = moved[row.tag_id]
        row.save(update_fields=["tag_id"])
        having.add((row.content_object_id, row.tag_id))
    changes = apps.get_model("search_index", "Change").objects
    changes.bulk_create(changes.model(kind=kind, thing=text) for text in texts)


def _merge_in_versions(apps, page, moved):
    """Returns the tags that any version has."""
    of_texts = apps.get_model("wagtailcore", "Revision").objects.filter(
        object_id__in=[str(pk) for pk in page.objects.values_list("pk", flat=True)]
    )
    used = set()
    for revision in of_texts.iterator():
        items = revision.content.get("tagged_items") or []
        merged = {moved.get(item["tag"], item["tag"]): item for item in reversed(items)}
        used |= merged.keys()
        if merged.keys() != {item["tag"] for item in items} or len(merged) < len(items):
            revision.content["tagged_items"] = [{**item, "tag": tag} for tag, item in reversed(merged.items())]
            revision.save(update_fields=["content"])
    return used


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0011_draft_tags_are_names"),
        ("search_index", "0003_change_taken"),
    ]

    operations = [migrations.RunPython(merge_tags, migrations.RunPython.noop)]
