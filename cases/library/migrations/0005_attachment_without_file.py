"""A path stands in one place: the row of the file."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0004_fill_stored_files")]

    operations = [
        migrations.AlterField(
            model_name="attachment",
            name="stored",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="library.storedfile",
                verbose_name="file",
            ),
        ),
        migrations.RemoveField(model_name="attachment", name="file"),
    ]
