"""The library of materials: narrowed, turned over page by page, and found by the search."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from network.access.viewer import ANONYMOUS, edition_key, viewer_of
from network.people.models import Member
from network.trainings.models import Participation
from network.trainings.searchable import Materials
from network.trainings.views import MATERIALS_PER_PAGE, MAX_NEW_MATERIALS
from tests.factories import MaterialFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
LIBRARY = "/en/trainings/materials/"


def titles(client: Client, path: str, among: list[str]) -> list[str]:
    """Which of these stand on the page, in its order."""
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.content.decode()
    return sorted((title for title in among if f">{title}<" in text), key=lambda title: text.index(f">{title}<"))


def older(number: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=number)


def test_a_reader_narrows_them_to_a_language_and_a_method_at_once(client: Client) -> None:
    for language, method in [("en", "lecture"), ("ru", "lecture"), ("ru", "role-play")]:
        MaterialFactory(title=f"{language} {method}", language=language, method=method)
    among = ["en lecture", "ru lecture", "ru role-play"]
    assert titles(client, f"{LIBRARY}?lang=ru", among) == ["ru role-play", "ru lecture"]
    assert titles(client, f"{LIBRARY}?lang=ru&method=lecture", among) == ["ru lecture"]
    assert titles(client, f"{LIBRARY}?lang=xx", among) == []


def test_a_method_that_nobody_knows_narrows_nothing(client: Client) -> None:
    MaterialFactory(title="One canal")
    assert titles(client, f"{LIBRARY}?method=telepathy", ["One canal"]) == ["One canal"]


def test_page_by_page_each_is_shown_once_and_the_newest_first(client: Client) -> None:
    among = [f"Material no. {number:02}" for number in range(MATERIALS_PER_PAGE + 3)]
    for number, title in enumerate(among):
        MaterialFactory(title=title, published_at=older(number))
    first = client.get(LIBRARY).context["page"]
    shown = titles(client, LIBRARY, among)
    assert shown == among[:MATERIALS_PER_PAGE]
    assert titles(client, f"{LIBRARY}?after={first.after}", among) == among[MATERIALS_PER_PAGE:]


def test_the_newest_four_stand_beside_the_trainings_and_none_that_is_not_the_readers(
    client: Client, alumna: Member
) -> None:
    edition = Participation.objects.get(member=alumna).workshop.edition
    for number in range(MAX_NEW_MATERIALS + 1):
        MaterialFactory(title=f"Open {number}", published_at=older(number + 1))
    MaterialFactory(title="Among us", audience=edition_key(edition.pk))
    among = ["Among us", *(f"Open {number}" for number in range(MAX_NEW_MATERIALS + 1))]
    assert titles(client, "/en/trainings/", among) == among[1 : MAX_NEW_MATERIALS + 1]
    client.force_login(alumna)
    assert titles(client, "/en/trainings/", among) == among[:MAX_NEW_MATERIALS]


def test_search_is_told_the_words_and_of_what_series_they_are_and_shows_them_to_their_readers_alone(
    alumna: Member,
) -> None:
    week = Participation.objects.get(member=alumna).workshop
    material = MaterialFactory(
        title="One canal", body="<p>Two <b>districts</b></p>", workshop=week, audience=edition_key(week.edition_id)
    )
    (document,) = Materials().documents([material.pk])
    assert (document.title, document.sections[0].text.strip()) == ("One canal", "Two districts")
    assert document.facets["edition"] == (week.edition.slug,)
    assert document.audience == edition_key(week.edition_id)
    assert Materials().rows([material.pk], ANONYMOUS) == {}
    assert Materials().rows([material.pk], viewer_of(alumna))[material.pk].title == "One canal"


def test_all_are_offered_to_the_index_in_pieces() -> None:
    made = [MaterialFactory().pk for _number in range(5)]
    first = Materials().ids(after=0, limit=3)
    assert first + Materials().ids(after=first[-1], limit=3) == made


def test_a_material_costs_the_same_number_of_queries_in_a_long_list(
    client: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    week = WorkshopFactory()
    MaterialFactory(workshop=week)
    client.get(LIBRARY)
    with django_assert_max_num_queries(30) as few:
        client.get(LIBRARY)
    for _number in range(10):
        MaterialFactory(workshop=WorkshopFactory())
    with django_assert_num_queries(len(few)):
        client.get(LIBRARY)
