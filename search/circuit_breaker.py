"""A server that has just failed is left alone for a while, so that nobody waits for a dead one."""

import time
from threading import Lock

MAX_FAILURES = 3  # in a row


class CircuitBreaker:
    """For one server. Threads may use it at the same time."""

    def __init__(self, *, cooldown_seconds: float) -> None:
        self._cooldown_seconds = cooldown_seconds
        self._lock = Lock()
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the server is not to be asked now."""
        return time.monotonic() < self._open_until

    def note_success(self) -> None:
        self._failures = 0

    def note_failure(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= MAX_FAILURES:
                self._failures, self._open_until = 0, time.monotonic() + self._cooldown_seconds
