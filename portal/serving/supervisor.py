"""A few processes that live and die together: one that ends is started again, and none is left behind."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from types import FrameType

from search.embeddings.bundled_server import end_with_parent

# A process that ends sooner than this after its start is broken rather than unlucky: it is given longer and longer rests.
HEALTHY_AFTER_SECONDS = 10.0
MAX_REST_SECONDS = 30.0
MAX_STOP_SECONDS = 8.0


# Forked, so that each begins with all that its parent has read in already: starting takes half as long.
_processes = multiprocessing.get_context("fork")


@dataclass(slots=True)
class Child:
    """One process: what it is called, what it does until it is ended, and how it has been doing."""

    name: str
    work: Callable[[], object]
    process: BaseProcess | None = None
    started: float = 0.0
    rest: float = 0.5
    due: float = 0.0

    def start(self) -> None:
        self.process = _processes.Process(target=_alone, args=(self.work,), name=self.name)
        self.process.start()
        self.started = time.monotonic()

    def look_after(self, say: Callable[[str], None]) -> None:
        """Start it if its time has come; note that it has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        if self.process.is_alive():
            return
        code, self.process = self.process.exitcode, None
        self.rest = 0.5 if now - self.started > HEALTHY_AFTER_SECONDS else min(self.rest * 2, MAX_REST_SECONDS)
        self.due = now + self.rest
        say(f"The {self.name} ended with {code}; it starts again in {self.rest:g} s.")


@dataclass(slots=True)
class Supervisor:
    """Runs its children until it is told to stop."""

    children: Sequence[Child]
    say: Callable[[str], None] = print
    _stopped: bool = field(default=False, init=False)

    def start(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        for child in self.children:
            child.start()

    def run(self) -> None:
        """Until a signal comes; then ends all children and waits for them."""
        try:
            while not self._stopped:
                for child in self.children:
                    child.look_after(self.say)
                time.sleep(0.2)
        finally:
            self.end()

    def end(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + MAX_STOP_SECONDS
        for process in running:
            process.join(max(0.1, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()

    @property
    def is_stopped(self) -> bool:
        return self._stopped

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopped = True


def _alone(work: Callable[[], object]) -> None:
    """In the new process: end with the parent, and take no signal that is meant for it."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    # Ctrl-C goes to the parent alone, which ends its children; a parent that is killed has no time to say so.
    os.setsid()
    end_with_parent()
    work()
