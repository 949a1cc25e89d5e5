from typing import Any

from django.db import migrations, models

READ_ANEW = (".docx", ".pptx", ".xlsx", ".odt", ".ods", ".odp", ".pdf")


def forget_what_was_read(apps: Any, schema_editor: Any) -> None:
    """Office files are read whole now, and pictures counted: what is missing here is read again when the index is built."""
    texts = apps.get_model("documents", "FileText")
    for suffix in READ_ANEW:
        texts.objects.filter(path__iendswith=suffix).delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField("filetext", "pictures", models.PositiveIntegerField(default=0)),
        migrations.RunPython(forget_what_was_read, migrations.RunPython.noop),
    ]
