"""What is done every minute: each task has its turn."""

import pytest

from search import periodic_tasks
from search.periodic_tasks import register_periodic_task, run_periodic_tasks


def test_a_task_that_fails_keeps_none_of_those_after_it_from_their_turn(monkeypatch):
    monkeypatch.setattr(periodic_tasks, "_tasks", [])
    done = []

    def fail() -> None:
        raise ValueError("no mail today")

    register_periodic_task(fail)
    register_periodic_task(lambda: done.append("old searches are deleted"))
    with pytest.raises(ValueError, match="no mail today"):
        run_periodic_tasks()
    assert done == ["old searches are deleted"]
