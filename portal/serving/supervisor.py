"""A few processes that live and die together: one that ends is started again, and none is left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

PR_SET_PDEATHSIG = 1  # linux/prctl.h
# A process that ends sooner than this after its start is broken rather than unlucky: it is given longer and longer rests.
HEALTHY_AFTER = 10.0  # seconds
LONGEST_REST = 30.0
PATIENCE_AT_THE_END = 8.0


@dataclass(slots=True)
class Child:
    """One process: what it is called, how it is started, and how it has been doing."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    rest: float = 0.5
    due: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, preexec_fn=_end_with_parent)  # noqa: PLW1509, S603
        self.started = time.monotonic()

    def look_after(self, say: Callable[[str], None]) -> None:
        """Start it if its time has come; note that it has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.process = None
        self.rest = 0.5 if now - self.started > HEALTHY_AFTER else min(self.rest * 2, LONGEST_REST)
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
        until = time.monotonic() + PATIENCE_AT_THE_END
        for process in running:
            try:
                process.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def is_stopped(self) -> bool:
        return self._stopped

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopped = True


def _end_with_parent() -> None:
    """Asked of the kernel, for a parent that is killed has no time to say so; and Ctrl-C goes to the parent alone."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
