"""Every file that a page or a version of a page names becomes a row, and what named its path points to that row."""

from django.db import migrations


def point_to_rows(apps, schema_editor):
    StoredFile = apps.get_model("library", "StoredFile")
    for attachment in apps.get_model("library", "Attachment").objects.filter(stored=None).iterator():
        attachment.stored = _row_of(StoredFile, attachment.file.name, attachment.page_id)
        attachment.save(update_fields=["stored"])
    pages = set(apps.get_model("wagtailcore", "Page").objects.values_list("pk", flat=True))
    for revision, entries in _versions_with_files(apps):
        page = int(revision.object_id)
        for entry in entries:
            if path := entry.pop("file", ""):
                entry["stored"] = _row_of(StoredFile, path, page if page in pages else None).pk
        revision.save(update_fields=["content"])


def point_to_paths(apps, schema_editor):
    paths = dict(apps.get_model("library", "StoredFile").objects.values_list("pk", "file"))
    for attachment in apps.get_model("library", "Attachment").objects.iterator():
        attachment.file = paths[attachment.stored_id]
        attachment.save(update_fields=["file"])
    for revision, entries in _versions_with_files(apps):
        for entry in entries:
            entry["file"] = paths.get(entry.pop("stored", None), "")
        revision.save(update_fields=["content"])


def _row_of(StoredFile, path, page_id):
    return StoredFile.objects.get_or_create(file=path, defaults={"page_id": page_id})[0]


def _versions_with_files(apps):
    """The oldest first, so that a file is of the page that it was first sent with."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    kinds = ContentType.objects.filter(app_label="library", model__in=("casepage", "practicepage"))
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kinds)
    for revision in revisions.order_by("pk").iterator(chunk_size=50):
        if entries := revision.content.get("attachments"):
            yield revision, entries


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_storedfile"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(point_to_rows, point_to_paths)]
