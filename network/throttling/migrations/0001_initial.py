
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AttemptCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('throttle', models.CharField(max_length=20)),
                ('account', models.CharField(max_length=32)),
                ('place', models.CharField(max_length=32)),
                ('tries', models.PositiveIntegerField(default=0)),
                ('waits_until', models.DateTimeField(null=True)),
                ('forgotten_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'verbose_name': 'count of attempts',
                'verbose_name_plural': 'counts of attempts',
                'indexes': [models.Index(fields=['place'], name='attempt_count_of_a_place')],
                'constraints': [models.UniqueConstraint(fields=('account', 'place', 'throttle'), name='attempt_count_is_kept_once')],
            },
        ),
    ]
