"""In rooms under the Chatham House rule nothing is said by who has not accepted it, nor among four; and that somebody has
accepted it stands nowhere in a form that a copy of the database could tell anything by."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test import Client
from django.urls import reverse

from network.access.seals import random_seal
from network.people.models import Member
from network.rooms.entrance.conditions import RULE_VERSION
from network.rooms.models import Message, Topic
from tests.policy.crawl.crawler import Browser
from tests.policy.crawl.sockets import answers_to_speaking
from tests.policy.world import World
from tests.policy.world.canaries import ALUMNA, ALUMNUS, AUTHOR, WHISPERER

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]
FOUR = (ALUMNUS, ALUMNA, AUTHOR, WHISPERER)


def by(view: str, **words: str) -> Callable[[World, Topic], str]:
    """Sends the words to a page; what it answers."""

    def send(world: World, topic: Topic) -> str:
        place = [topic.room.slug] if view == "topic_new" else [topic.room.slug, topic.slug]
        sent = words | {"client_id": str(uuid4())}
        return signed_in(world).post(reverse(view, args=place), sent, follow=True).content.decode()

    return send


def over_the_socket(world: World, topic: Topic) -> str:
    session = Browser(world, ALUMNUS).session
    return str(async_to_sync(answers_to_speaking)(session, {topic.room_id: topic.slug}))


WAYS = {
    "the page": by("topic", text="We counted differently"),
    "scripts": by("topic_say", text="We counted differently"),
    "a new topic": by("topic_new", text="We counted differently", title="Why"),
    "a word on a topic": by("topic_settle", settled="1"),
    "the socket": over_the_socket,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_who_has_not_accepted_the_rule_says_nothing(world: World, way: Callable[[World, Topic], str]) -> None:
    forget(world)
    assert_silent(world, way, "accept it")


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nothing_is_said_among_four(world: World, way: Callable[[World, Topic], str]) -> None:
    Member.objects.exclude(pk__in=[world.members[viewer].pk for viewer in FOUR]).update(is_active=False)
    assert_silent(world, way, "now there are 4")


def test_all_of_it_is_said_among_five_who_have_accepted(world: World) -> None:
    """So that the tests above are not about ways that nothing goes."""
    topic, before = world.made["anonymous_name topic"], state()
    for way in WAYS.values():
        way(world, topic)
        before, was = state(), before
        assert before != was


def test_its_pages_lead_to_the_rule(world: World) -> None:
    forget(world)
    topic = world.made["anonymous_name topic"]
    for address in (
        topic.room.get_absolute_url(),
        topic.get_absolute_url(),
        reverse("topic_new", args=[topic.room.slug]),
    ):
        answer = signed_in(world).get(address)
        assert (answer.status_code, answer.headers.get("Location", "").partition("?")[0]) == (
            302,
            reverse("rooms_rule"),
        )


def test_accepting_the_rule_writes_a_seal_and_nothing_else(world: World) -> None:
    """No row, no moment, no entry in the log, no session: two copies of the database differ in one field of one account."""
    forget(world)
    browser = signed_in(world)
    browser.get(reverse("rooms_rule"))
    before = all_rows()
    assert browser.post(reverse("rooms_rule"), {"version": RULE_VERSION}).status_code == 302
    after = all_rows()
    assert {table for table, rows in after.items() if rows != before[table]} == {"people_member"}
    ((was, now),) = [
        pair
        for pair in zip(before["people_member"], after["people_member"], strict=True)
        if len(set(map(str, pair))) > 1
    ]
    assert [name for name in now if was[name] != now[name]] == ["rule_seal"]


def test_a_copy_of_the_accounts_does_not_tell_who_has_accepted_it(world: World) -> None:
    forget(world)
    marks = list(Member.objects.values_list("rule_seal", flat=True))
    assert len(set(marks)) == len(marks) > len(FOUR)
    assert {len(mark) for mark in marks} == {len(random_seal())}


def forget(world: World) -> None:
    """The alumnus has not been in such a room yet."""
    Member.objects.filter(pk=world.members[ALUMNUS].pk).update(rule_seal=random_seal())


def signed_in(world: World) -> Client:
    browser = Client()
    browser.force_login(world.members[ALUMNUS])
    return browser


def assert_silent(world: World, way: Callable[[World, Topic], str], why: str) -> None:
    before = state()
    assert why in way(world, world.made["anonymous_name topic"])
    assert state() == before


def state() -> tuple[int, int, int]:
    return Message.objects.count(), Topic.objects.count(), Topic.objects.filter(is_settled=True).count()


def all_rows() -> dict[str, list[dict[str, Any]]]:
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            names = [column[0] for column in cursor.description]
            rows[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return rows
