"""Trainings, weeks and materials as pages."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from network.access.viewer import edition_key
from network.people.models import Member
from network.trainings.models import Participation
from tests.factories import CaseFactory, MaterialFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "18 May 2015"), ("ru", "18 мая 2015"), ("kk", "18 мамыр 2015"), ("tk", "18 maý 2015")],
)
def test_a_week_has_its_dates_in_the_readers_way(client: Client, language: str, day: str) -> None:
    WorkshopFactory(starts_on=dt.date(2015, 5, 18))
    text = page(client, f"/{language}/trainings/").replace("\xa0", " ")
    assert 'datetime="2015-05-18"' in text
    if language in {"en", "ru"}:
        assert day in text


def test_who_was_there_is_told_to_those_who_were_there(client: Client, alumna: Member, alumnus: Member) -> None:
    week = Participation.objects.get(member=alumna).workshop
    path = f"/en/trainings/{week.edition.slug}/{week.slug}/"
    assert "1 participant" in page(client, path)
    assert alumna.name not in page(client, path)
    client.force_login(alumnus)
    assert alumna.name not in page(client, path).replace(alumnus.name, "")
    client.force_login(alumna)
    assert f"/en/people/{alumna.pk}/" in page(client, path).split("Who was there")[1]


def test_a_week_shows_its_cases(client: Client, trees: None) -> None:
    week = WorkshopFactory()
    CaseFactory(title="Two districts, one canal", workshop=week)
    assert "Two districts, one canal" in page(client, f"/en/trainings/{week.edition.slug}/{week.slug}/")


def test_a_material_for_one_edition_is_absent_for_others(client: Client, alumna: Member, alumnus: Member) -> None:
    edition = Participation.objects.get(member=alumna).workshop.edition
    hidden = MaterialFactory(title="Brief of the simulation", audience=edition_key(edition.pk))
    for reader, sees in ((alumna, True), (alumnus, False)):
        client.force_login(reader)
        assert ("Brief of the simulation" in page(client, "/en/trainings/materials/")) is sees
        answer = client.get(f"/en/trainings/materials/{hidden.slug}/")
        assert answer.status_code == (200 if sees else 404)
    assert answer.content == client.get("/en/trainings/materials/no-such-material/").content


def test_materials_are_narrowed_by_method(client: Client) -> None:
    MaterialFactory(title="One canal", method="role-play")
    MaterialFactory(title="Treaties", method="lecture")
    listed = page(client, "/en/trainings/materials/?method=role-play")
    assert ("One canal" in listed, "Treaties" in listed) == (True, False)


def test_the_list_of_trainings_costs_the_same_however_long_it_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(10):
        WorkshopFactory()
        MaterialFactory()
    client.get("/en/trainings/")
    with django_assert_max_num_queries(25):
        client.get("/en/trainings/")
