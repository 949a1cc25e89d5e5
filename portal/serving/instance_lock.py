"""Where a site lives: one folder and one port, for one `manage.py serve` at a time."""

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

# One that was just ended still has children to wait for.
MAX_LEAVE_SECONDS = 3.0


class InstanceConflict(RuntimeError):
    """Another program has the folder or the port; the text says which, and what to do."""


@contextmanager
def lock_instance(folder: Path, host: str, port: int) -> Iterator[None]:
    """`folder` and `port` are ours until the block ends, or until the process is gone, however it goes.

    Raises InstanceConflict.
    """
    with (folder / "serve.lock").open("a+", encoding="ascii") as lock:
        _take(lock, folder)
        _refuse_taken(host, port)
        yield


def _take(lock: TextIO, folder: Path) -> None:
    until = time.monotonic() + MAX_LEAVE_SECONDS
    while not _is_ours(lock):
        if time.monotonic() > until:
            lock.seek(0)
            raise InstanceConflict(
                f"The site in {folder} is already being served, by process {lock.read().strip()}. "
                "End that one first, or give this one a folder of its own: VAR_DIR=…"
            )
        time.sleep(0.1)
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()


def _is_ours(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InstanceConflict(
                f"Another program uses port {port}. Choose another one: make run PORT=8001"
            ) from error
