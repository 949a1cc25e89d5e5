"""What other parts have done every minute, by the worker that keeps the index."""

from collections.abc import Callable

PeriodicTask = Callable[[], object]
_tasks: list[PeriodicTask] = []


def register_periodic_task(task: PeriodicTask) -> None:
    if task not in _tasks:
        _tasks.append(task)


def run_periodic_tasks() -> None:
    for task in _tasks:
        task()
