"""Seals in the place of authors."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def forget_repeated(apps, schema_editor):
    """An id that a browser chose names one text; the same in another one's hands names none."""
    Authorship = apps.get_model("library", "Authorship")
    known = set()
    for authorship in Authorship.objects.exclude(client_id=None).order_by("pk").only("pk", "client_id"):
        if authorship.client_id in known:
            Authorship.objects.filter(pk=authorship.pk).update(client_id=None)
        known.add(authorship.client_id)


class Migration(migrations.Migration):

    dependencies = [
        ('library', '0014_picture_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.RunPython(forget_repeated, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='authorship',
            name='text_is_begun_once',
        ),
        migrations.AddField(
            model_name='authorship',
            name='seal',
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AlterField(
            model_name='authorship',
            name='client_id',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='authorship',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='authorship',
            constraint=models.UniqueConstraint(condition=models.Q(('member', None)), fields=('page', 'seal'), name='sealed_author_is_once_on_a_page'),
        ),
        migrations.AddConstraint(
            model_name='authorship',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('seal', '')), models.Q(('member', None), models.Q(('seal', ''), _negated=True)), _connector='OR'), name='author_is_named_or_sealed'),
        ),
    ]
