"""Seals in the place of names, and numbers of rows that do not count."""

import django.db.models.deletion
import network.random_ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rooms', '0003_day_alone_under_the_rule'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='seal',
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name='readmark',
            name='reader',
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AlterField(
            model_name='message',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='message',
            name='id',
            field=models.BigAutoField(default=network.random_ids.random_id, editable=False, primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name='readmark',
            name='id',
            field=models.BigAutoField(default=network.random_ids.random_id, editable=False, primary_key=True, serialize=False),
        ),
        migrations.AlterField(
            model_name='readmark',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='topic',
            name='id',
            field=models.BigAutoField(default=network.random_ids.random_id, editable=False, primary_key=True, serialize=False),
        ),
    ]
