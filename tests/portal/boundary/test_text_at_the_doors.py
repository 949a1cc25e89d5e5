"""What is no XML 1.0 gets in nowhere, and what stands in an old row keeps nobody from reading the others."""

import io
import json
import zipfile
from uuid import uuid4

import pytest
from django.db import connection

from network.people.models import Profile
from network.rooms.actions import post_message
from network.rooms.live.consumers import parse_frame
from network.rooms.models import Message
from search.vocabulary.actions import import_concepts
from search.vocabulary.models import Concept
from search.vocabulary.records import ConceptRecord
from tests.factories import CaseFactory, ConceptFactory, TopicFactory

pytestmark = pytest.mark.django_db
HIDDEN = "Вода\x0bи\ud800 мир\x00\ufffe"
CLEAN = "Вода и мир"


def put_past_the_door(table: str, column: str, pk: int, text: str) -> None:
    """As rows stand that were written before there was a door."""
    with connection.cursor() as cursor:
        driver = cursor.connection.cursor()
        mark = "?" if connection.vendor == "sqlite" else "%s"
        driver.execute(
            f"UPDATE {table} SET {column} = {mark} WHERE id = {mark}",
            (text, pk),
        )


def test_update_and_raw_sql_write_clean_text_and_find_it_by_what_was_typed(member):
    Profile.objects.filter(member=member).update(position=HIDDEN)
    assert Profile.objects.filter(member=member, position=HIDDEN).get().position == CLEAN
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_profile SET institution = %s WHERE member_id = %s", [HIDDEN, member.pk])
    assert Profile.objects.get(member=member).institution == CLEAN


def test_what_a_member_sends_in_a_form_is_clean(client, member):
    client.force_login(member)
    profile = {
        "position": "Chief\x0bengineer",
        "language": "en",
        "time_zone": "Asia/Almaty",
        "country": ConceptFactory(scheme="countries").pk,
    }
    assert client.post("/en/people/me/edit/", profile).status_code == 302
    assert Profile.objects.get(member=member).position == "Chief engineer"


def test_a_message_sent_again_with_its_odd_characters_is_the_same_message(alumna):
    topic, key = TopicFactory(), uuid4()
    said = [post_message(topic, alumna, client_id=key, text=HIDDEN, language="en") for _time in range(2)]
    assert said[0].pk == said[1].pk
    assert Message.objects.get().text == CLEAN


def test_a_frame_with_half_a_character_can_be_answered():
    frame = parse_frame(json.dumps({"do": "say", "id": "\ud800", "text": HIDDEN}))
    assert json.dumps(frame, ensure_ascii=False).encode()


def test_an_imported_concept_has_clean_names():
    import_concepts([ConceptRecord("themes", "water", {"en": HIDDEN})], only_check=False)
    assert Concept.objects.get(slug="water").names == {"en": CLEAN}


@pytest.mark.parametrize("address", ["cases/a%0B%00/", "people/?q=%00%0B", "cases/?theme=%EF%BF%BE%00"])
def test_no_address_breaks_for_the_characters_in_it(client, trees, member, address):
    client.force_login(member)
    assert client.get(f"/en/{address}").status_code == (404 if address.startswith("cases/a") else 200)


def test_a_report_is_written_although_an_old_title_holds_what_no_sheet_can(client, trees, editor):
    editor.is_superuser = True
    editor.save()
    client.force_login(editor)
    case = CaseFactory(title="Canal")
    put_past_the_door("wagtailcore_page", "title", case.pk, "Can\x0bal")
    answer = client.get("/admin/reports/texts/?show=not-read&export=xlsx")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as sheet:
        assert any(b"Can al" in sheet.read(name) for name in sheet.namelist())
