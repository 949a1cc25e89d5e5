"""What stands under the Chatham House rule loses its authors and readers, and the numbers that tell when it was said."""

from django.db import migrations

from network.random_ids import random_id
from network.rooms.chatham_house.signatures import reader_seal, sealed
from network.time_zones import to_day


def seal_what_stands(apps, schema_editor):
    Room, Topic, Message, ReadMark = (
        apps.get_model("rooms", name) for name in ("Room", "Topic", "Message", "ReadMark")
    )
    for room in Room.objects.exclude(attribution="named"):
        for pk, author, client_id in Message.objects.filter(room=room).values_list("pk", "author", "client_id"):
            Message.objects.filter(pk=pk).update(id=random_id(), **sealed(room.pk, author, client_id))
        for pk, member in ReadMark.objects.filter(topic__room=room).values_list("pk", "member"):
            seal = reader_seal(room.pk, member)
            ReadMark.objects.filter(pk=pk).update(id=random_id(), member=None, reader=seal)
        for pk in list(Topic.objects.filter(room=room).values_list("pk", flat=True)):
            new = random_id()
            Topic.objects.filter(pk=pk).update(id=new)
            for model in (Message, ReadMark):
                model.objects.filter(topic=pk).update(topic=new)


def end_sessions(apps, schema_editor):
    """They tell in clear whose they are, and when he signed in; everybody signs in anew."""
    apps.get_model("sessions", "Session").objects.all().delete()


def keep_the_day_of_signing_in(apps, schema_editor):
    Member = apps.get_model("people", "Member")
    for pk, moment in Member.objects.exclude(last_login=None).values_list("pk", "last_login"):
        Member.objects.filter(pk=pk).update(last_login=to_day(moment))


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0004_sealed_authors"),
        ("people", "0003_accounts_have_one_address_and_a_name"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (seal_what_stands, end_sessions, keep_the_day_of_signing_in)
    ]
