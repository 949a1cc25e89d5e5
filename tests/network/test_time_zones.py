"""Time zones are found by the names of cities, and their days begin when they begin there."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.translation import override

from network.time_zones import ZoneField, start_of_day, zone_choices, zone_of


def label_of(zone):
    return next(label for _title, zones in zone_choices() for one, label in zones if one == zone)


def test_every_place_that_keeps_its_own_time_is_on_offer_under_its_city():
    assert sum(len(zones) for _title, zones in zone_choices()) > 400
    assert label_of("Europe/Zurich").startswith("Geneva, Zurich (UTC+0")
    with override("ru"):
        assert label_of("Europe/Zurich").startswith("Женева, Цюрих (UTC+0")


def test_the_zone_data_know_that_almaty_changed_its_clocks_in_2024():
    assert start_of_day(dt.date(2026, 11, 1), "Asia/Almaty").utcoffset() == dt.timedelta(hours=5)


def test_a_day_whose_midnight_is_skipped_begins_on_that_day():
    begins = start_of_day(dt.date(2023, 4, 28), "Africa/Cairo")
    assert timezone.localtime(begins.astimezone(dt.UTC), zone_of("Africa/Cairo")).isoformat()[:13] == "2023-04-28T01"


@pytest.mark.parametrize("zone", ["Europe/Geneva", "", "../../etc/passwd", "A" * 40])
def test_an_account_with_a_zone_that_is_none_has_the_sites(zone):
    assert zone_of(zone).key == "Asia/Almaty"


def test_a_zone_that_is_no_longer_listed_stays_with_whom_has_it():
    field = ZoneField()
    field.keep("Asia/Calcutta")
    assert field.clean("Asia/Calcutta") == "Asia/Calcutta"
    assert 'value="Asia/Calcutta" data-words="" selected' in field.widget.render("zone", "Asia/Calcutta")
