"""A member reads rooms, people, notices and trainings in his own language, and what went wrong too."""

from uuid import uuid4

import pytest

from network.access.byline import Attribution
from network.people.models import Member
from tests.factories import MaterialFactory, MessageFactory, RoomFactory, TopicFactory
from tests.translations import LANGUAGES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_sentence_is_left_in_english(client, trees, alumna, english, language):
    topic = TopicFactory(room=RoomFactory(members=[alumna], attribution=Attribution.CHATHAM_HOUSE))
    MessageFactory(topic=topic)
    MaterialFactory()
    here = f"/{language}"
    room = f"{here}/rooms/{topic.room.slug}/"
    rooms = (f"{here}/rooms/", f"{here}/rooms/ask/?q=canal", room, f"{room}new-topic/", f"{room}{topic.slug}/")
    others = ("people/", "people/?q=nobody", "people/me/edit/", "notices/", "trainings/", "trainings/materials/")
    others += ("rooms/rule/", "people/roles/", "account/data/", "account/leaving/")
    assert client.get(f"{here}/account/login/").status_code == 200
    client.force_login(alumna)
    for address in (*rooms, *(f"{here}/{address}" for address in others)):
        assert client.get(address, follow=True).status_code == 200, address
    Member.objects.exclude(pk=alumna.pk).update(is_active=False)
    assert "data-not-open" in client.get(f"{room}{topic.slug}/").content.decode()
    Member.objects.filter(pk=alumna.pk).update(rule_seal="")
    assert client.get(f"{room}{topic.slug}/", follow=True).status_code == 200
    assert client.post(f"{room}{topic.slug}/", {"client_id": uuid4(), "text": "?"}).status_code == 422
    assert client.get(f"{here}/nowhere/").status_code == 404
    assert client.post(f"{room}new-topic/", {"title": "", "text": ""}).status_code == 422
    assert client.post(f"{here}/account/leaving/", {"words": "former"}).status_code == 422
    assert english(language) == set()
