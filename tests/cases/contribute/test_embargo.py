"""An embargo ends when its day begins in the city that the author chose, wherever he and the editors are."""

import datetime as dt

import pytest
from django.urls import reverse

from cases.library.models import CasePage
from tests.cases.desk import begin, decide, newest, save, submitted

pytestmark = pytest.mark.django_db
DAY = {"embargo": "2097-03-01", "embargo_zone": "Asia/Bishkek"}
BEGINS = dt.datetime(2097, 2, 28, 18, tzinfo=dt.UTC)


def open_form(author, page):
    return author.get(reverse("contribute_edit", args=[page.pk])).content.decode()


def test_the_day_and_its_moment_stay_whatever_zone_the_author_moves_to(author, member):
    page = begin(author, **DAY)
    type(member).objects.update(time_zone="America/New_York")
    for _time in range(2):
        assert 'name="embargo" value="2097-03-01"' in open_form(author, page)
        save(author, page, **DAY)
    assert newest(page).embargo_until == BEGINS


def test_until_he_chooses_another_city_it_is_his_own(author, member):
    type(member).objects.update(time_zone="Europe/Zurich")
    page = begin(author, embargo="2097-03-01", embargo_zone="")
    assert newest(page).embargo_until == dt.datetime(2097, 2, 28, 23, tzinfo=dt.UTC)
    save(author, page, **DAY)
    assert newest(page).embargo_until == BEGINS


@pytest.mark.parametrize("zone", ["Asia/Bishkek", ""], ids=["with a zone", "of an older version"])
def test_an_hour_that_stands_already_is_kept_while_the_day_is_the_same(author, zone):
    page = begin(author, **DAY)
    corrected = newest(page)
    corrected.embargo_until, corrected.embargo_zone = BEGINS + dt.timedelta(hours=9), zone
    corrected.save_revision()
    save(author, page, **DAY)
    assert newest(page).embargo_until == BEGINS + dt.timedelta(hours=9)


def test_its_author_reads_when_it_opens_and_in_which_city(author, at_the_editors_desk):
    page = submitted(author, **DAY)
    decide(at_the_editors_desk, page, "approve")
    preview = reverse("contribute_preview", args=[page.pk])
    for address in (reverse("contribute"), preview):
        assert "It opens on 1 March 2097, 00:00, Bishkek, Osh." in author.get(address).content.decode()
    assert CasePage.objects.get(pk=page.pk).live
    assert f'href="{reverse("case", args=[page.address])}"' not in author.get(reverse("contribute")).content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_no_clock_can_show_everywhere_is_refused_with_a_sentence(author, day):
    assert "Choose a day of this century." in save(author, begin(author), embargo=day).content.decode()


def test_a_day_that_is_over_is_not_taken_and_one_that_ended_meanwhile_stays(author):
    page = begin(author)
    assert "This day is over." in save(author, page, embargo="2020-01-01").content.decode()
    ended = newest(page)
    ended.embargo_until, ended.embargo_zone = BEGINS.replace(year=2021), "Asia/Bishkek"
    ended.save_revision()
    assert (
        "This day is over."
        not in save(author, page, embargo="2021-03-01", embargo_zone="Asia/Bishkek").content.decode()
    )
    assert newest(page).published_at is None
