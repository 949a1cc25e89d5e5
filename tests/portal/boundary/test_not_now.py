"""While the database takes nothing, one goes on reading, and who writes is told so and keeps his text."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.images import ImageFile
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from cases.library.pictures import Picture, cover_url
from network.people.models import Member
from network.rooms.models import Message, ReadMark, Topic
from search.deferred_writes import is_for_later
from tests.factories import MessageFactory, RoomFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]
SENTENCE = "Суу бөлүштүрүү боюнча макулдаштык. "


@pytest.fixture
def topic(member: Member) -> Topic:
    topic = TopicFactory(room=RoomFactory(members=[member]))
    MessageFactory(topic=topic)
    return topic


@contextmanager
def nothing_can_be_written() -> Iterator[None]:
    """As on a standby, or on a disk that was remounted."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA query_only = ON" if sqlite else "SAVEPOINT reading; SET LOCAL transaction_read_only = on"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF" if sqlite else "ROLLBACK TO SAVEPOINT reading")


@contextmanager
def a_full_disk() -> Iterator[None]:
    """The file may have no page more than it has."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


def say(client: Client, topic: Topic, text: str, **headers: str) -> object:
    sent = {"text": text, "client_id": str(uuid4())}
    return client.post(reverse("topic", args=[topic.room.slug, topic.slug]), sent, headers=headers)


def test_who_writes_meanwhile_gets_his_text_back_whole_to_be_sent_again(
    client: Client, member: Member, topic: Topic
) -> None:
    client.force_login(member)
    text = SENTENCE * 50
    with nothing_can_be_written():
        answer = say(client, topic, text)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "private, no-store")
    assert int(answer["Retry-After"]) > 0
    page = answer.content.decode()
    assert page.count(text.strip()) == 2  # to be seen, and to be sent
    assert f'action="{reverse("topic", args=[topic.room.slug, topic.slug])}"' in page
    assert not Message.objects.filter(author=member).exists()
    assert say(client, topic, text).status_code == 302


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such switch; its code is asked below")
def test_on_a_full_disk_a_draft_comes_back_whole(client: Client, member: Member) -> None:
    client.force_login(member)
    text = SENTENCE * 1_000
    sent = {"title": "Dam", "language": "ru", "client_id": str(uuid4()), "what_did_not_work": text, "action": "save"}
    with a_full_disk():
        answer = client.post(reverse("contribute_new"), sent)
    assert answer.status_code == 503
    assert answer.content.decode().count(text.strip()) == 2


def test_it_is_said_in_the_language_of_the_page_and_to_scripts_in_theirs(
    client: Client, member: Member, topic: Topic
) -> None:
    client.force_login(member)
    address = reverse("topic_say", args=[topic.room.slug, topic.slug])
    with nothing_can_be_written():
        in_russian = client.post("/ru" + address[3:], {"text": SENTENCE, "client_id": str(uuid4())})
    with nothing_can_be_written():
        to_a_script = client.post(
            address, {"text": SENTENCE, "client_id": str(uuid4())}, headers={"X-CSRFToken": "of the page"}
        )
    assert "Не сейчас" in in_russian.content.decode()
    assert to_a_script.status_code == 503
    assert to_a_script.json()["retry"] is True


def test_no_password_is_given_back(client: Client, member: Member) -> None:
    member.set_password("a long enough password")
    member.save()
    with nothing_can_be_written():
        answer = client.post(reverse("account_login"), {"login": member.email, "password": "a long enough password"})
    assert answer.status_code == 503
    assert member.email in answer.content.decode()
    assert "a long enough password" not in answer.content.decode()


def test_a_reader_notices_nothing_and_what_he_has_read_is_noted_when_it_can_be(
    client: Client, member: Member, topic: Topic
) -> None:
    client.force_login(member)
    address = reverse("topic", args=[topic.room.slug, topic.slug])
    with nothing_can_be_written():
        assert client.get(address).status_code == 200
    assert not ReadMark.objects.filter(member=member).exists()
    client.get(address)
    assert ReadMark.objects.filter(member=member).exists()


def test_a_picture_whose_shape_was_not_made_yet_is_left_out_meanwhile(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "PNG")
    cover = Picture.objects.create(title="Dam", file=ImageFile(drawn, "dam.png"))
    with nothing_can_be_written():
        assert cover_url(cover) == ""
    assert cover_url(cover)


def test_a_fault_of_ours_is_not_put_off() -> None:
    with pytest.raises(DatabaseError) as fault, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    assert not is_for_later(fault.value)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="these are PostgreSQL's")
@pytest.mark.parametrize("state", ["55P03", "53100", "53300", "57014", "57P01", "25006", "08006"])
def test_what_postgresql_cannot_do_now_is_for_later(state: str) -> None:
    with pytest.raises(DatabaseError) as fault, connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
    assert is_for_later(fault.value)
