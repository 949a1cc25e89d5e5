"""What stands under the Chatham House rule loses its hours and its writers' languages; messages get ids within their rooms."""

from datetime import UTC, datetime

from django.conf import settings
from django.db import migrations
from django.utils.timezone import get_default_timezone, localtime

BATCH = 1_000
TOLD_APART_FROM = 40  # characters; what is shorter had the language of its writer's interface
SEQ_BITS = 28


def keep_the_day_alone(apps, schema_editor):
    Room, Topic, Message = (apps.get_model("rooms", name) for name in ("Room", "Topic", "Message"))
    for room in Room.objects.exclude(attribution="named"):
        language = "ru" if room.names.get("ru") else next(iter(room.names), settings.LANGUAGE_CODE)
        for messages in _batches(Message.objects.filter(room=room)):
            for message in messages:
                message.posted_at = _day_of(message.posted_at)
                if len(message.text) < TOLD_APART_FROM:
                    message.language = language
            Message.objects.bulk_update(messages, ["posted_at", "language"])
        topics = list(Topic.objects.filter(room=room))
        for topic in topics:
            if len(topic.title) < TOLD_APART_FROM:
                topic.language = language
        Topic.objects.bulk_update(topics, ["language"])
        Room.objects.filter(pk=room.pk).update(last_posted_at=_day_of(room.last_posted_at))


def count_within_rooms(apps, schema_editor):
    """The index knows each message by its new id and forgets the old one; so does who was told of it."""
    Message, Change, Told = (
        apps.get_model(*name) for name in (("rooms", "Message"), ("search_index", "Change"), ("saved_searches", "Told"))
    )
    for messages in _batches(Message.objects.only("room_id", "seq")):
        ids = {message.pk: message.room_id << SEQ_BITS | message.seq for message in messages}
        things = [thing for pair in ids.items() for thing in pair]
        Change.objects.bulk_create(Change(kind="discussion", thing=thing) for thing in things)
        told = list(Told.objects.filter(kind="discussion", thing__in=ids))
        for row in told:
            row.thing = ids[row.thing]
        Told.objects.bulk_update(told, ["thing"])


def _batches(rows):
    """In the order of keys, so that nothing has to be held while it is changed."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _day_of(moment):
    day = localtime(moment, get_default_timezone())
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0002_message_order_and_no_hours"),
        ("search_index", "0003_change_taken"),
        ("saved_searches", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(keep_the_day_alone, migrations.RunPython.noop),
        migrations.RunPython(count_within_rooms, migrations.RunPython.noop),
    ]
