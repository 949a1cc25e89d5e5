"""A message said in a room, beside the bare SQL that keeps one: both are on the disk when they return."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from uuid import uuid4

from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from bench.measuring import Measurement, beside
from bench.site.world import World
from network.random_ids import random_id
from network.rooms.actions import post_message
from network.rooms.entrance.conditions import accept_rule
from network.rooms.models import Topic

TEXT = "Мы сверяем показания по пятницам, на обоих берегах."
INSERT = """
    INSERT INTO rooms_message (id, room_id, topic_id, author_id, seal, seq, client_id, language, text, html, posted_at)
    VALUES (%s, %s, %s, %s, '', %s, %s, 'ru', %s, %s, %s)
"""


def post(world: World) -> Iterator[Measurement]:
    yield _beside_bare_sql(world)
    yield _sealed_beside_named(world)


def _sealed_beside_named(world: World) -> Measurement:
    """Limit: 1.2 times."""
    sealed, named = (
        Topic.objects.filter(room__slug=slug).order_by("pk")[0] for slug in ("joint-monitoring", "partnerships")
    )

    accept_rule(world.member)

    def say(topic: Topic) -> None:
        cache.clear()
        post_message(topic, world.member, client_id=uuid4(), text=TEXT, language="ru")

    name = "message under a seal beside one with a name (limit: 1.2)"
    return beside(name, partial(say, sealed), partial(say, named), rounds=200)


def _beside_bare_sql(world: World) -> Measurement:
    ours, peer = (Topic.objects.filter(room__slug=slug).order_by("pk")[0] for slug in ("chu-talas", "partnerships"))
    places = count(1_000_000)

    def say() -> None:
        cache.clear()  # this member says more in a minute than the house lets anybody
        post_message(ours, world.member, client_id=uuid4(), text=TEXT, language="ru")

    def insert() -> None:
        values = [
            random_id(),
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
