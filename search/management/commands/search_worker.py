"""`manage.py search_worker`: keeps the index up to date for as long as it runs."""

import logging
import signal
import time
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from search.embeddings.client import EmbeddingsUnavailable
from search.engines import indices
from search.engines.protocol import EngineUnavailable, Index
from search.index.audit import audit_presence, repair
from search.index.embedder import embed_pending
from search.index.indexer import process_outbox
from search.index.rebuild import rebuild_outdated
from search.periodic_tasks import run_periodic_tasks

logger = logging.getLogger(__name__)

# Seconds between two looks into the outbox, and between two looks for things whose time has come (an embargo that has
# ended) or that were changed past the actions.
PAUSE = 1.0
PAUSE_BETWEEN_AUDITS = 60.0


class Command(BaseCommand):
    help = "Indexes what changes, a second after it does; builds the index anew if it is gone or broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="index what waits, and end")

    def handle(self, *, once: bool, **options: Any) -> None:
        if once:
            rebuild_outdated()
            drained = process_outbox()
            self.stdout.write(self.style.SUCCESS(f"{drained.things:,} changes are in the index."))
            return
        stopped = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: stopped.set())
        self._work_until(stopped)

    def _work_until(self, stopped: Event) -> None:
        audited = 0.0
        while not stopped.is_set():
            close_old_connections()
            for step in (rebuild_outdated, process_outbox, self._embed):
                self._try(step)
            if time.monotonic() - audited > PAUSE_BETWEEN_AUDITS:
                for index in indices():
                    self._try(partial(self._audit, index))
                self._try(run_periodic_tasks)
                audited = time.monotonic()
            stopped.wait(PAUSE)

    def _try(self, step: Callable[[], object]) -> None:
        """An index that is away, or a database that is busy, holds up only what needs it; it is tried again."""
        try:
            step()
        except (EngineUnavailable, OperationalError) as error:
            logger.warning("The index waits: %s", error)

    def _audit(self, index: Index) -> None:
        repair(index, audit_presence(index))

    def _embed(self) -> None:
        try:
            embed_pending(seconds=PAUSE)
        except EmbeddingsUnavailable as error:
            logger.info("Vectors wait: %s", error)
