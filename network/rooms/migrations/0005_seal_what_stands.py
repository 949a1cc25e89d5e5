"""What stands under the Chatham House rule loses its authors and readers, and the numbers that tell when it was said."""

from django.db import migrations

from network.random_ids import random_id
from network.rooms.chatham_house.signatures import reader_seal, sealed


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


class Migration(migrations.Migration):
    dependencies = [("rooms", "0004_sealed_authors")]

    operations = [migrations.RunPython(seal_what_stands, migrations.RunPython.noop)]
