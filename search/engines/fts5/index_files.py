"""The files of an index: which one is live, which one is being built, and who may write.

`search.sqlite3` is a link to the live index, `search.sqlite3.building` one to that under construction; the indexes
themselves have names of their own. So an index is exchanged by renaming a link, its write-ahead log never meets another
index, and whoever still reads the old one reads it to the end.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from search.engines.file_locks import is_locked, locked


class IndexFiles:
    def __init__(self, live: Path) -> None:
        self.live = live
        self._building = live.with_name(f"{live.name}.building")
        self._write_lock = live.with_name(f"{live.name}.lock")
        self._build_lock = live.with_name(f"{live.name}.building.lock")

    def new(self) -> Path:
        """A name for another index; nothing is there yet."""
        return self.live.with_name(f"{self.live.name}.{uuid4().hex[:12]}")

    def set_building(self, index: Path) -> None:
        """From now on `index` is the one that is being built: writers write into it too."""
        _link(self._building, index)

    def under_construction(self) -> Path | None:
        """The index that somebody is building at this moment. What a killed builder left behind is none."""
        if not self._building.is_symlink() or not is_locked(self._build_lock):
            return None
        index = self._building.resolve()
        return index if index.exists() else None

    def activate(self, index: Path) -> None:
        """Make `index` the live one, in one step. Hold `write_lock` meanwhile."""
        _link(self.live, index)
        self.discard_others()

    def quarantine(self, index: Path) -> None:
        """Let `index`, which is broken, no longer be the live one, so that another is built."""
        if self.live.resolve() == index:
            self.live.unlink(missing_ok=True)

    def discard_others(self) -> None:
        """Remove every index that is neither live nor being built, and the link to one that nobody builds."""
        if self._building.is_symlink() and not is_locked(self._build_lock):
            self._building.unlink(missing_ok=True)
        kept = {self.live.resolve().name, self._building.resolve().name}
        for path in self.live.parent.glob(f"{self.live.name}.{'[0-9a-f]' * 12}*"):
            if path.name.partition("-")[0] not in kept:
                path.unlink(missing_ok=True)

    @contextmanager
    def write_lock(self, timeout: float) -> Iterator[None]:
        """Be the only writer, among all threads and processes. Raises EngineUnavailable after `timeout` seconds."""
        with locked(self._write_lock, timeout):
            yield

    @contextmanager
    def building(self) -> Iterator[None]:
        """Be the only builder. Raises EngineUnavailable if somebody is already."""
        with locked(self._build_lock, timeout=0.2):
            self._building.unlink(missing_ok=True)
            self.discard_others()
            try:
                yield
            finally:
                self._building.unlink(missing_ok=True)
                self.discard_others()


def _link(link: Path, target: Path) -> None:
    fresh = link.with_name(f"{link.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.name)
    fresh.replace(link)
