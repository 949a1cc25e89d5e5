"""What the seals promise, held by the database. In a step of its own: PostgreSQL alters no table whose rows just changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0005_seal_what_stands")]

    operations = [
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(condition=models.Q(('author', None)), fields=('room', 'client_id'), name='sealed_message_is_posted_once'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('author__isnull', False), ('seal', '')), models.Q(('author', None), models.Q(('seal', ''), _negated=True)), _connector='OR'), name='message_is_named_or_sealed'),
        ),
        migrations.AddConstraint(
            model_name='readmark',
            constraint=models.UniqueConstraint(condition=models.Q(('member', None)), fields=('topic', 'reader'), name='read_mark_is_one_a_topic_and_reader'),
        ),
        migrations.AddConstraint(
            model_name='readmark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('reader', '')), models.Q(('member', None), models.Q(('reader', ''), _negated=True)), _connector='OR'), name='reader_is_named_or_sealed'),
        ),
    ]
