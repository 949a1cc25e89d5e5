"""Rows of the audit log are numbered and chained. Nothing has written any so far; what was put in by hand is kept."""

import json
from datetime import UTC
from hashlib import sha256

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def chain_what_stands(apps, schema_editor):
    former = ""
    for number, entry in enumerate(apps.get_model("access", "AuditEntry").objects.order_by("pk"), 1):
        entry.number, entry.at = number, entry.at.replace(microsecond=0)
        at = entry.at.astimezone(UTC).isoformat(timespec="seconds")
        fields = [number, at, entry.actor_id, entry.verb, entry.thing, entry.details, entry.network, former]
        entry.hash = former = sha256(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()
        entry.save()


class Migration(migrations.Migration):

    dependencies = [
        ("access", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="auditentry",
            options={
                "base_manager_name": "objects",
                "ordering": ["-number"],
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit entries",
            },
        ),
        migrations.RenameField("auditentry", "reason", "details"),
        migrations.AlterField(
            "auditentry", "details", models.TextField(blank=True, max_length=2000, verbose_name="details")
        ),
        migrations.AddField("auditentry", "network", models.CharField(blank=True, max_length=50, verbose_name="network")),
        migrations.AddField("auditentry", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField(
            "auditentry", "hash", models.CharField(default="", editable=False, max_length=64), preserve_default=False
        ),
        migrations.AlterField(
            "auditentry",
            "actor",
            models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField("auditentry", "at", models.DateTimeField(db_index=True)),
        migrations.AlterField(
            "auditentry",
            "thing",
            models.CharField(blank=True, help_text="kind:id, such as case:12", max_length=120, verbose_name="thing"),
        ),
        migrations.AlterField("auditentry", "verb", models.CharField(db_index=True, max_length=40, verbose_name="verb")),
        migrations.RunPython(chain_what_stands, migrations.RunPython.noop),
        migrations.AlterField("auditentry", "number", models.PositiveBigIntegerField(unique=True)),
    ]
