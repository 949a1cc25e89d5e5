from django.db import migrations, models

from network.slugs import unique_slug


def take_those_in_use(apps, schema_editor):
    """Every page has an address from here on; one that had none gets it by its title."""
    TakenAddress = apps.get_model("library", "TakenAddress")
    for kind, name in (("case", "CasePage"), ("practice", "PracticePage")):
        model = apps.get_model("library", name)
        used = set(model.objects.exclude(address="").values_list("address", flat=True))
        for page in model.objects.filter(address=""):
            page.address = unique_slug(page.title, taken=used.__contains__, fallback=kind)
            used.add(page.address)
            model.objects.filter(pk=page.pk).update(address=page.address)
        TakenAddress.objects.bulk_create(TakenAddress(kind=kind, address=address) for address in sorted(used))


class Migration(migrations.Migration):
    dependencies = [("library", "0008_embargo_has_a_zone")]

    operations = [
        migrations.CreateModel(
            name="TakenAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("address", models.SlugField(max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "address"), name="address_is_taken_once"),
                ],
            },
        ),
        migrations.RunPython(take_those_in_use, migrations.RunPython.noop),
    ]
