"""What each tag is called means it."""

from django.db import migrations


def fill(apps, schema_editor):
    names = apps.get_model("library", "TagName").objects
    tags = apps.get_model("library", "Tag").objects.values_list("pk", "key", "name")
    names.bulk_create(names.model(tag_id=pk, key=key, name=name) for pk, key, name in tags.iterator())


class Migration(migrations.Migration):
    dependencies = [("library", "0020_tag_names")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
