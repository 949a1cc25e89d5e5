"""Runs a command beside a real PostgreSQL, Redis and Elasticsearch, started for it on free ports and ended with it.

    python -m tests.servers python -m pytest …

What the machine lacks is said in one line that names the Debian package, and the command is left out; with
REQUIRE_SERVICES=1 it is an error instead.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import search_nodes
from tests.machine import RUNAWAY_SECONDS, Missing, free_port

USER_WITHOUT_RIGHTS = "postgres"  # PostgreSQL refuses to run as root; Debian's package makes this user


def wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + RUNAWAY_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode} before it answered")
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers on port {port} after {RUNAWAY_SECONDS:g} s")


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_open(port, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=RUNAWAY_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def postgresql_programs() -> Path:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = [folder for folder in folders if (folder / "postgres").exists()]
    if not found:
        raise Missing("PostgreSQL is not installed here: apt-get install postgresql")
    return found[0]


@contextmanager
def postgresql() -> Iterator[str]:
    """An own cluster; gives its DATABASE_URL."""
    programs = postgresql_programs()
    folder = Path(tempfile.mkdtemp(prefix="chaikhana-postgresql-"))
    become = ["runuser", "-u", USER_WITHOUT_RIGHTS, "--"] if os.geteuid() == 0 else []
    if become:
        shutil.chown(folder, USER_WITHOUT_RIGHTS)
    port = free_port()
    data = str(folder / "data")
    try:
        initdb = [*become, str(programs / "initdb"), "-D", data, "-U", "chaikhana", "-A", "trust", "-E", "UTF8"]
        subprocess.run([*initdb, "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        settings = ["-c", f"unix_socket_directories={folder}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        command = [*become, str(programs / "postgres"), "-D", data, "-p", str(port), *settings]
        with running(command, port):
            yield f"postgres://chaikhana@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    """An own Redis that keeps nothing; gives its REDIS_URL."""
    program = shutil.which("redis-server")
    if program is None:
        raise Missing("Redis is not installed here: apt-get install redis-server")
    port = free_port()
    with running([program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], port):
        yield f"redis://127.0.0.1:{port}/0"


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(128 + signal.SIGTERM))  # and end the servers on the way out
    with ExitStack() as stack:
        try:
            environment = os.environ | {
                "DATABASE_URL": stack.enter_context(postgresql()),
                "REDIS_URL": stack.enter_context(redis()),
                "ELASTICSEARCH_URL": stack.enter_context(search_nodes.cluster())[0].url,
            }
        except Missing as missing:
            print(f"Not tested on servers. {missing}")
            return 1 if os.environ.get("REQUIRE_SERVICES") == "1" else 0
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
