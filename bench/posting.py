"""A message said in a room, beside the bare SQL that keeps one: both are on the disk when they return."""

from itertools import count
from uuid import uuid4

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from bench.measuring import Measurement, beside
from bench.site.world import World
from network.rooms.actions import post_message
from network.rooms.models import Topic

TEXT = "Мы сверяем показания по пятницам, на обоих берегах."
INSERT = """
    INSERT INTO rooms_message (room_id, topic_id, author_id, seq, client_id, language, text, html, posted_at)
    VALUES (%s, %s, %s, %s, %s, 'ru', %s, %s, %s)
"""


def post(world: World) -> Measurement:
    ours, peer = (Topic.objects.filter(room__slug=slug).order_by("pk")[0] for slug in ("chu-talas", "partnerships"))
    places = count(1_000_000)

    def say() -> None:
        cache.clear()  # this member says more in a minute than the house lets anybody
        post_message(ours, world.member, client_id=uuid4(), text=TEXT, language="ru")

    def insert() -> None:
        values = [
            peer.room_id,
            peer.pk,
            world.member.pk,
            next(places),
            uuid4().hex,
            TEXT,
            f"<p>{TEXT}</p>",
            timezone.now(),
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INSERT, values)

    return beside("message posted beside the SQL alone", say, insert)
