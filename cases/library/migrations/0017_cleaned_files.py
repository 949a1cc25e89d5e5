from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0016_seal_what_stands")]

    operations = [
        migrations.AddField("storedfile", "is_clean", models.BooleanField(default=False)),
        migrations.AddField("storedfile", "cannot_be_cleaned", models.BooleanField(default=False)),
        migrations.AddField("storedfile", "taken", models.JSONField(default=list)),
        migrations.AddField("storedfile", "links", models.JSONField(default=list)),
    ]
