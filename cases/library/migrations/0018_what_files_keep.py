from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("library", "0017_cleaned_files")]

    operations = [migrations.RenameField("storedfile", "links", "kept")]
