"""`manage.py serve`: the whole site with one command."""

import time
from functools import partial
from http.client import HTTPConnection, HTTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demonstration import accounts
from portal.serving.instance_lock import InstanceConflict, lock_instance
from portal.serving.processes import HOST, embeddings_on, get_ready, serve_index, serve_site
from portal.serving.setup import set_up
from portal.serving.supervisor import Child, Supervisor
from search.embeddings.bundled_server import free_port
from search.embeddings.client import use_server

MAX_START_SECONDS = 60.0  # seconds


class Command(BaseCommand):
    help = "Prepares the database and the index where that is needed, and serves the site on 127.0.0.1 until Ctrl-C."

    def handle(self, **options: Any) -> None:
        try:
            with lock_instance(settings.VAR_DIR, HOST, settings.PORT):
                self._serve()
        except InstanceConflict as error:
            raise CommandError(str(error)) from error

    def _serve(self) -> None:
        embeddings, url_of_worker = self._embeddings()
        set_up(self._say, demonstration=settings.DEBUG)
        get_ready()
        children = [
            Child("site", partial(serve_site, settings.PORT)),
            Child("search worker", serve_index(url_of_worker)),
            *embeddings,
        ]
        supervisor = Supervisor(children, say=self._say)
        supervisor.start()
        if self._answers(supervisor):
            self._say(self._welcome())
            self._complain()
        supervisor.run()

    def _embeddings(self) -> tuple[list[Child], str]:
        """The bundled model, for who searches and for the worker, unless the settings name another server or none.

        With the address that the worker asks; that of the others is in the settings from now on.
        """
        if settings.EMBEDDINGS_URL is not None:
            return [], settings.EMBEDDINGS_URL
        port, port_of_worker = free_port(), free_port()
        use_server(f"http://{HOST}:{port}")
        servers = [
            Child("embeddings server", embeddings_on(port)),
            Child("embeddings server of the worker", embeddings_on(port_of_worker, niceness=10)),
        ]
        return servers, f"http://{HOST}:{port_of_worker}"

    def _answers(self, supervisor: Supervisor) -> bool:
        """Wait until the site answers. Raises CommandError, with everything ended, if another program has the port."""
        until = time.monotonic() + MAX_START_SECONDS
        while not supervisor.is_stopped and time.monotonic() < until:
            site = supervisor.children[0].process
            if site is not None and not site.is_alive():
                supervisor.end()
                raise CommandError(
                    f"The site did not start on port {settings.PORT}. If another program uses it: make run PORT=8001"
                )
            if _ask("healthz")[0] == 200:
                return True
            time.sleep(0.05)
        return False

    def _complain(self) -> None:
        """Say what is not as it should be, where something is not."""
        status, words = _ask("readyz")
        if status != 200:
            self._say(f"The site answers, but something is wrong: {words}")

    def _welcome(self) -> str:
        address = f"http://{HOST}:{settings.PORT}"
        lines = [
            "\nThe site is up. Ctrl-C ends it.",
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


def _ask(page: str) -> tuple[int, str]:
    """The site's answer; (0, "") while there is none."""
    connection = HTTPConnection(HOST, settings.PORT, timeout=20)
    try:
        connection.request(
            "GET", f"/{page}", headers={"Host": settings.ALLOWED_HOSTS[0]}
        )  # it answers to no other name
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()
