"""A process of the site that ends comes again, a broken one ever more slowly; one that hears nothing is ended all the same."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from portal.serving import supervisor
from portal.serving.supervisor import Child, Supervisor


def ends_at_once() -> None:
    os._exit(3)


def hears_nothing() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        signal.pause()


def runs() -> None:
    signal.pause()


@pytest.fixture
def child() -> Iterator[Callable[[Callable[[], None]], Child]]:
    """`child(work)`: a process that has been started; it is gone when the test ends."""
    made: list[Child] = []

    def child(work: Callable[[], None]) -> Child:
        made.append(Child("worker", work))
        made[-1].start()
        return made[-1]

    yield child
    for one in made:
        if one.process:
            one.process.kill()
            one.process.join()


def test_a_broken_process_is_given_longer_and_longer_rests_and_no_longer_than_half_a_minute(child) -> None:
    said: list[str] = []
    one, rests = child(ends_at_once), []
    for _time in range(7):
        one.process.join()
        one.look_after(said.append)
        rests.append(one.rest)
        assert one.process is None
        one.due = 0  # the rest is over
        one.look_after(said.append)
        assert one.process is not None
    assert rests == [1, 2, 4, 8, 16, 30, 30]
    assert said[0] == "The worker ended with 3; it starts again in 1 s."


def test_until_its_rest_is_over_it_is_not_started(child) -> None:
    one = child(ends_at_once)
    one.process.join()
    one.look_after(lambda text: None)
    one.due = time.monotonic() + 1_000
    one.look_after(lambda text: None)
    assert one.process is None


def test_one_that_ran_well_is_back_at_once_whatever_it_had_been_through(child) -> None:
    one = child(ends_at_once)
    one.rest = 30
    one.process.join()
    one.started -= supervisor.HEALTHY_AFTER_SECONDS + 1
    one.look_after(lambda text: None)
    assert one.rest == 0.5


def test_one_that_runs_is_left_alone(child) -> None:
    one = child(runs)
    process = one.process
    one.look_after(pytest.fail)
    assert one.process is process


def test_all_are_ended_and_one_that_hears_nothing_too(child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "MAX_STOP_SECONDS", 0.1)
    children = [child(hears_nothing), child(runs)]
    Supervisor(children).end()
    assert [one.process.is_alive() for one in children] == [False, False]
    assert children[1].process.exitcode == -signal.SIGTERM
