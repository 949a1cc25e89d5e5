"""What tests ask of the machine they run on."""

import socket

# Seconds. It ends what hangs, and is no measure of anything: the slowest laptop may take its time.
RUNAWAY_SECONDS = 900.0


class Missing(RuntimeError):
    """The machine lacks a server; the text names the package."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
