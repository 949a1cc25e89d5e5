from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0009_taken_addresses")]

    operations = [
        migrations.AddConstraint(
            model_name=name,
            constraint=models.CheckConstraint(
                condition=models.Q(("address", ""), _negated=True), name=f"{name}_has_an_address"
            ),
        )
        for name in ("casepage", "practicepage")
    ]
