"""`manage.py serve`: the whole site with one command."""

import sys
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demonstration import accounts
from portal.serving.preparing import prepare
from portal.serving.supervisor import Child, Supervisor

HOST = "127.0.0.1"
LONGEST_START = 60.0  # seconds


class Command(BaseCommand):
    help = "Prepares the database and the index where that is needed, and serves the site on 127.0.0.1 until Ctrl-C."

    def handle(self, **options: Any) -> None:
        begun = time.monotonic()
        prepare(self._say)
        supervisor = Supervisor(children=[self._site(), self._worker()], say=self._say)
        supervisor.start()
        if self._answers(supervisor):
            self._say(self._welcome(time.monotonic() - begun))
        supervisor.run()

    def _site(self) -> Child:
        command = [sys.executable, "-m", "uvicorn", "portal.asgi:application", "--host", HOST]
        # Compressing each frame by itself doubles the cost of a message and takes 34 KB a socket.
        command += ["--port", str(settings.PORT), "--ws-per-message-deflate", "false", "--ws-max-size", "65536"]
        return Child(
            "site",
            [
                *command,
                "--no-access-log",
                "--log-level",
                "warning",
                "--lifespan",
                "off",
                "--timeout-graceful-shutdown",
                "3",
            ],
        )

    def _worker(self) -> Child:
        return Child("search worker", [sys.executable, "manage.py", "search_worker"])

    def _answers(self, supervisor: Supervisor) -> bool:
        """Wait until the site answers. Raises CommandError, with everything ended, if another program has the port."""
        until = time.monotonic() + LONGEST_START
        while not supervisor.is_stopped and time.monotonic() < until:
            site = supervisor.children[0].process
            if site is not None and site.poll() is not None:
                supervisor.end()
                raise CommandError(
                    f"The site did not start on port {settings.PORT}. If another program uses it: make run PORT=8001"
                )
            try:
                urllib.request.urlopen(f"http://{HOST}:{settings.PORT}/healthz", timeout=2).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
            else:
                return True
        return False

    def _welcome(self, seconds: float) -> str:
        address = f"http://{HOST}:{settings.PORT}"
        lines = [
            f"\nThe site is up after {seconds:.1f} s. Ctrl-C ends it.",
            f"  Site    {address}/",
            f"  Editors {address}/admin/",
        ]
        if not settings.EMAIL_URL:
            lines.append(f"  Mail    is written to {settings.EMAIL_FILE_PATH}")
        if settings.DEBUG:
            lines += ["  Accounts of the demonstration:", *(f"    {line}" for line in accounts.lines())]
        return "\n".join(lines)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
