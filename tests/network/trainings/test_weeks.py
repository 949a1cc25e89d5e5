"""A week's page: what was worked with there, and how many came."""

import pytest
from django.test import Client

from network.people.models import Member
from network.trainings.models import Role
from tests.factories import MaterialFactory, ParticipationFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


def test_a_week_is_absent_under_the_address_of_another_series(client: Client) -> None:
    week, other = WorkshopFactory(), WorkshopFactory()
    assert client.get(f"/en/trainings/{week.edition.slug}/{week.slug}/").status_code == 200
    wrong = client.get(f"/en/trainings/{other.edition.slug}/{week.slug}/")
    absent = client.get(f"/en/trainings/{other.edition.slug}/no-such-week/")
    assert (wrong.status_code, wrong.content) == (404, absent.content)


def test_two_series_may_each_have_a_week_of_one_name(client: Client) -> None:
    for title in ("Water", "Borders"):
        week = WorkshopFactory(slug="first-week", titles={"en": title})
        assert title in client.get(f"/en/trainings/{week.edition.slug}/first-week/").content.decode()


def test_those_who_taught_are_not_counted_among_those_who_came(client: Client) -> None:
    week = WorkshopFactory()
    for role in (Role.PARTICIPANT, Role.PARTICIPANT, *(role for role in Role if role != Role.PARTICIPANT)):
        ParticipationFactory(workshop=week, role=role)
    assert "2 participants" in client.get(f"/en/trainings/{week.edition.slug}/{week.slug}/").content.decode()


def test_its_ways_of_work_are_named_in_the_readers_language_and_what_is_none_is_passed_over(client: Client) -> None:
    week = WorkshopFactory(sessions=["role-play", "telepathy"])
    for language, name in [("en", "Role play"), ("ru", "Ролевая игра")]:
        answer = client.get(f"/{language}/trainings/{week.edition.slug}/{week.slug}/")
        assert len(answer.context["sessions"]) == 1
        assert name in answer.content.decode()


def test_it_shows_its_own_materials_and_none_of_another_week(client: Client, member: Member) -> None:
    week = WorkshopFactory()
    MaterialFactory(title="Here", workshop=week)
    MaterialFactory(title="Elsewhere", workshop=WorkshopFactory(edition=week.edition))
    MaterialFactory(title="For members", workshop=week, audience="members")
    path = f"/en/trainings/{week.edition.slug}/{week.slug}/"
    assert [one.title for one in client.get(path).context["materials"]] == ["Here"]
    client.force_login(member)
    assert {one.title for one in client.get(path).context["materials"]} == {"Here", "For members"}
