"""A server that fails again and again is left alone for a while."""

from search.circuit_breaker import MAX_FAILURES, CircuitBreaker


def failed(breaker: CircuitBreaker, times: int) -> CircuitBreaker:
    for _number in range(times):
        breaker.note_failure()
    return breaker


def test_a_server_is_left_alone_once_it_failed_often_in_a_row() -> None:
    breaker = failed(CircuitBreaker(cooldown_seconds=3_600), MAX_FAILURES - 1)
    assert not breaker.is_open
    assert failed(breaker, 1).is_open


def test_an_answer_between_two_failures_counts_for_the_server() -> None:
    breaker = failed(CircuitBreaker(cooldown_seconds=3_600), MAX_FAILURES - 1)
    breaker.note_success()
    assert not failed(breaker, MAX_FAILURES - 1).is_open


def test_after_its_rest_a_server_is_asked_again_and_has_as_many_tries_as_before() -> None:
    breaker = failed(CircuitBreaker(cooldown_seconds=0), MAX_FAILURES)
    assert not breaker.is_open
    assert not failed(breaker, MAX_FAILURES - 1).is_open
