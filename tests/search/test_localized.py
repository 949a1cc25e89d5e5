import pytest
from django.utils import translation

from search.localized import localized
from tests.factories import ConceptFactory, RoomFactory

TEXTS = {"en": "Water", "ru": "Вода", "kk": "Су"}


@pytest.mark.parametrize(
    ("language", "text"), [("kk", "Су"), ("en", "Water"), ("ru", "Вода"), ("tk", "Вода"), ("uz", "Вода")]
)
def test_a_reader_gets_his_own_language_and_else_russian(language, text):
    assert localized(TEXTS, language) == text
    with translation.override(language):
        assert localized(TEXTS) == text


def test_where_there_is_no_russian_a_reader_gets_english_and_else_nothing():
    assert localized({"en": "Water", "kk": "Су"}, "tg") == "Water"
    assert localized({"en": "", "ru": ""}, "tg") is None


@pytest.mark.django_db
def test_rooms_and_subjects_speak_to_a_reader_alike():
    room, subject = RoomFactory(names=TEXTS), ConceptFactory(names=TEXTS)
    with translation.override("tk"):
        assert (room.name, subject.name) == ("Вода", "Вода")
