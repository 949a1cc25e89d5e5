"""Counting tries: together by account and place, in the database, hashed, and no longer than needed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from network.throttling import actions
from network.throttling.errors import TooManyTries
from network.throttling.models import AttemptCount
from network.throttling.throttles import MAX_TRIES_PER_MINUTE, RESET, SIGN_IN, Throttle

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"
# A throttle that is not slow to reach its limits.
NARROW = Throttle("narrow", free=3, first_wait=60, longest_wait=240, tries_of_account=6, tries_from_place=6)


def asked_from(address: str) -> HttpRequest:
    return RequestFactory().post("/", REMOTE_ADDR=address)


def slip(throttle: Throttle, *, place: str = HOME, email: str = "aigul@office.example", times: int = 1) -> None:
    for _time in range(times):
        AttemptCount.objects.update(waits_until=None)
        actions.begin(throttle, asked_from(place), email=email)


def wait_at(throttle: Throttle, *, place: str = HOME, email: str = "aigul@office.example") -> float:
    try:
        actions.begin(throttle, asked_from(place), email=email)
    except TooManyTries as too_many:
        return too_many.wait.total_seconds()
    return 0


@pytest.mark.parametrize("throttle", [SIGN_IN, RESET, NARROW])
def test_waits_begin_after_what_is_free_then_double_and_end_at_the_longest(throttle: Throttle) -> None:
    waits = [throttle.wait_after(tries).total_seconds() for tries in range(1, 60)]
    assert waits[: throttle.free - 1] == [0] * (throttle.free - 1)
    assert waits[throttle.free - 1 : throttle.free + 1] == [throttle.first_wait, 2 * throttle.first_wait]
    assert waits == sorted(waits)
    assert waits[-1] == throttle.longest_wait


def test_refused_tries_do_not_make_the_wait_longer() -> None:
    slip(NARROW, times=3)
    first = wait_at(NARROW)
    assert 0 < wait_at(NARROW) <= first <= 60
    assert AttemptCount.objects.get(throttle="narrow", account__gt="", place__gt="").tries == 3


def test_a_wait_is_for_one_account_from_one_place() -> None:
    slip(NARROW, times=3)
    assert wait_at(NARROW) > 0
    assert wait_at(NARROW, place=ELSEWHERE) == 0
    assert wait_at(NARROW, email="timur@office.example") == 0


def test_an_office_with_many_addresses_of_the_new_kind_is_one_place() -> None:
    slip(NARROW, place="2001:db8:1:2::5", times=3)
    assert wait_at(NARROW, place="2001:db8:1:2:ffff::9") > 0
    assert wait_at(NARROW, place="2001:db8:1:3::5") == 0


@pytest.mark.parametrize("of_one", ["account", "place"])
def test_under_pressure_the_first_try_is_free_and_the_second_waits(of_one: str) -> None:
    for number in range(NARROW.tries_of_account):
        if of_one == "account":
            slip(NARROW, place=f"203.0.113.{number}")
        else:
            slip(NARROW, email=f"{number}@office.example")
    assert wait_at(NARROW) == 0
    assert 60 < wait_at(NARROW) <= 4 * 60


def test_success_forgets_what_came_before_it_and_weighs_on_nobody() -> None:
    for _day in range(NARROW.tries_of_account + 1):
        slip(NARROW, times=2)
        AttemptCount.objects.update(waits_until=None)
        actions.begin(NARROW, asked_from(HOME), email="aigul@office.example").succeed()
    assert AttemptCount.objects.get(throttle="narrow", account__gt="", place__gt="").tries == 0
    everybody = AttemptCount.objects.filter(throttle="narrow").exclude(account__gt="", place__gt="")
    assert {row.tries for row in everybody} == {2 * (NARROW.tries_of_account + 1)}


def test_counters_outlive_every_cache() -> None:
    slip(NARROW, times=3)
    cache.clear()
    assert wait_at(NARROW) > 0


def test_one_place_gets_no_more_than_so_many_tries_a_minute() -> None:
    slip(SIGN_IN)
    AttemptCount.objects.filter(throttle=actions.BURST).update(tries=MAX_TRIES_PER_MINUTE)
    assert 0 < wait_at(SIGN_IN, email="timur@office.example") <= 60
    assert wait_at(SIGN_IN, place=ELSEWHERE, email="timur@office.example") == 0
    AttemptCount.objects.filter(throttle=actions.BURST).update(forgotten_at=timezone.now())
    assert wait_at(SIGN_IN, email="timur@office.example") == 0


def test_in_a_room_that_was_let_off_a_whole_class_signs_in() -> None:
    slip(NARROW, times=3)
    slip(NARROW, email="timur@office.example", times=NARROW.tries_from_place)
    AttemptCount.objects.filter(throttle=actions.BURST).update(tries=MAX_TRIES_PER_MINUTE)
    actions.lift_for_network(asked_from(HOME))
    for number in range(NARROW.tries_from_place + 3):
        assert wait_at(NARROW, email=f"{number}@office.example") == 0
        assert wait_at(NARROW, email=f"{number}@office.example") == 0, "a slip costs no wait there"
    slip(NARROW, place=ELSEWHERE, times=3)
    assert wait_at(NARROW, place=ELSEWHERE) > 0, "elsewhere it all counts as before"


def test_a_mailbox_gets_some_mails_a_day_whoever_asks() -> None:
    assert [actions.may_mail("aigul@office.example") for _time in range(12)] == [True] * 10 + [False] * 2
    assert actions.may_mail("timur@office.example")
    AttemptCount.objects.update(forgotten_at=timezone.now())
    assert actions.may_mail("aigul@office.example")


def test_the_table_tells_neither_who_tried_nor_from_where() -> None:
    slip(SIGN_IN, times=2)
    told = str(list(AttemptCount.objects.values_list()))
    assert "aigul" not in told
    assert HOME not in told


def test_what_is_over_is_forgotten_and_what_is_too_much_goes_from_those_who_tried_least(monkeypatch) -> None:
    slip(NARROW, times=3)
    slip(NARROW, place=ELSEWHERE, email="timur@office.example")
    AttemptCount.objects.filter(account=actions.account_hash("timur@office.example")).update(
        forgotten_at=timezone.now() - timedelta(seconds=1)
    )
    actions.tidy()
    assert not AttemptCount.objects.filter(account=actions.account_hash("timur@office.example")).exists()
    monkeypatch.setattr(actions, "MAX_COUNTS", 5)
    for number in range(20):
        slip(NARROW, place=ELSEWHERE, email=f"{number}@office.example")
    AttemptCount.objects.update(waits_until=timezone.now() + timedelta(minutes=1))
    assert actions.tidy() == AttemptCount.objects.count() == 5
    assert wait_at(NARROW) > 0, "filling the table frees no one who guesses"
