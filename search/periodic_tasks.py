"""What other parts have done every minute, by the worker that keeps the index."""

import logging
from collections.abc import Callable

logger = logging.getLogger(__name__)

PeriodicTask = Callable[[], object]
_tasks: list[PeriodicTask] = []


def register_periodic_task(task: PeriodicTask) -> None:
    if task not in _tasks:
        _tasks.append(task)


def run_periodic_tasks() -> None:
    """Each has its turn, whatever becomes of those before it; the first failure is raised then."""
    failures: list[Exception] = []
    for task in _tasks:
        try:
            task()
        except Exception as error:
            logger.error("%s failed.", task, exc_info=error)
            failures.append(error)
    if failures:
        raise failures[0]
