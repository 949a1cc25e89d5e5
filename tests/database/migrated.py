"""The tables as migrations leave them, kept from one run of the tests to the next: to migrate takes longer than most parts take."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("search", "network", "cases", "portal")


def kept_file() -> Path:
    """Named after all that migrations are made of, so that what is kept is never of another version."""
    sources = [ROOT / "requirements.txt", *(path for part in PARTS for path in (ROOT / part).rglob("migrations/*.py"))]
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return Path(tempfile.gettempdir()) / f"chaikhana-migrated-{digest.hexdigest()[:20]}.sqlite3"


@contextmanager
def filled(database: str) -> Iterator[None]:
    """The database in memory of that name has its tables before Django migrates it, which then finds nothing left to do."""
    with closing(sqlite3.connect(database, uri=True)) as memory:
        if kept_file().exists():
            with closing(sqlite3.connect(kept_file())) as kept:
                kept.backup(memory)
        yield


def keep(connection: sqlite3.Connection) -> None:
    """Put aside what has just been migrated; whole or not at all, for others may do the same."""
    if kept_file().exists():
        return
    own = kept_file().with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(own)) as kept:
        connection.backup(kept)
    own.replace(kept_file())
