from django.db import migrations, models

from network.access.seals import random_seal

_BATCH = 500


def look_as_if_accepted(apps, _schema_editor):
    """Each account its own: one value for all who have not accepted would tell them from those who have."""
    accounts = apps.get_model("people", "Member").objects
    for account in accounts.only("pk").iterator(_BATCH):
        accounts.filter(pk=account.pk).update(rule_seal=random_seal())


class Migration(migrations.Migration):
    dependencies = [("people", "0004_leaving")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="rule_seal",
            field=models.CharField(default=random_seal, editable=False, max_length=32),
        ),
        migrations.RunPython(look_as_if_accepted, migrations.RunPython.noop),
    ]
