"""Files become rows of their own. First the places for them; the next migration fills them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_initial"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(unique=True, upload_to="attachments/", verbose_name="file")),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stored_files",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="attachment",
            name="stored",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="library.storedfile",
                verbose_name="file",
            ),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="file",
            field=models.FileField(default="", upload_to="attachments/", verbose_name="file"),
        ),
    ]
