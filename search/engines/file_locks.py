"""Locks between all threads and processes of a machine, in files: the system lets go of them however their holder dies."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.protocol import EngineUnavailable


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Hold the file's lock. The system lets go of it when the process dies, however it dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        until = time.monotonic() + timeout
        while not _try_to_lock(file.fileno()):
            if time.monotonic() >= until:
                raise EngineUnavailable(f"{path.name} is held by another process.")
            time.sleep(0.02)
        yield


def is_locked(path: Path) -> bool:
    try:
        with path.open("r") as file:
            return not _try_to_lock(file.fileno())
    except FileNotFoundError:
        return False


def _try_to_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
