"""The memory of a process that answers questions, told by the system."""

import multiprocessing
import re
from collections.abc import Callable
from pathlib import Path

import django

from search.engines.protocol import Engine


def peak_memory(make: Callable[[], Engine], ask: Callable[[Engine], None]) -> tuple[float, float]:
    """In MB, of a new process that asks the engine, and of one that only opens it."""
    return _peak(make, ask), _peak(make, _nothing)


def _peak(make: Callable[[], Engine], ask: Callable[[Engine], None]) -> float:
    with multiprocessing.get_context("spawn").Pool(1, initializer=django.setup) as pool:
        return pool.apply(_peak_here, (make, ask))


def _peak_here(make: Callable[[], Engine], ask: Callable[[Engine], None]) -> float:
    ask(make())
    # Not what getrusage tells: that begins with the peak of the process that this one came from.
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(peak) / 1024


def _nothing(_engine: Engine) -> None:
    pass
