"""A picture knows the text that it was sent with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def find_pages(apps, schema_editor):
    """By the oldest version that shows it; what editors put into the library themselves is of no page."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Picture = apps.get_model("library", "Picture")
    kinds = ContentType.objects.filter(app_label="library", model__in=("casepage", "practicepage"))
    pages = set(apps.get_model("wagtailcore", "Page").objects.values_list("pk", flat=True))
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=kinds).order_by("pk")
    for page, cover in revisions.values_list("object_id", "content__cover").iterator(chunk_size=500):
        if cover and int(page) in pages:
            Picture.objects.filter(pk=cover, page=None, is_drawn=False).update(page_id=int(page))


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0012_one_tag_a_meaning"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="page",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
            ),
        ),
        migrations.RunPython(find_pages, migrations.RunPython.noop),
    ]
