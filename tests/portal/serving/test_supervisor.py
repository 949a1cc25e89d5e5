"""The site's processes live and die together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.machine import RUNAWAY_SECONDS

PROGRAM = """
import os, sys, time
from portal.serving.supervisor import Child, Supervisor

def sleep():
    with open(sys.argv[1], "a") as notes:
        print(os.getpid(), file=notes)
    time.sleep(60)

supervisor = Supervisor([Child("sleeper", sleep)], say=lambda text: None)
supervisor.start()
supervisor.run()
"""


def until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + RUNAWAY_SECONDS
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def lives(pid: int) -> bool:
    try:
        return (
            f"{pid} (" in Path(f"/proc/{pid}/stat").read_text() and ") Z " not in Path(f"/proc/{pid}/stat").read_text()
        )
    except (FileNotFoundError, ProcessLookupError):
        return False


def started(tmp_path: Path) -> tuple[subprocess.Popen[bytes], Path]:
    notes = tmp_path / "pids"
    parent = subprocess.Popen([sys.executable, "-c", PROGRAM, str(notes)])
    assert until(lambda: len(pids(notes)) == 1)
    return parent, notes


def test_a_process_that_dies_is_started_again_and_ends_with_the_site(tmp_path: Path) -> None:
    parent, notes = started(tmp_path)
    os.kill(pids(notes)[0], signal.SIGKILL)
    assert until(lambda: len(pids(notes)) == 2)
    parent.terminate()
    assert parent.wait(timeout=RUNAWAY_SECONDS) == 0
    assert not any(lives(pid) for pid in pids(notes))


def test_nothing_is_left_behind_when_the_parent_is_killed(tmp_path: Path) -> None:
    parent, notes = started(tmp_path)
    parent.kill()
    parent.wait()
    assert until(lambda: not lives(pids(notes)[0]))
