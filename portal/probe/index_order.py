"""In which order the index was given its things."""

import sqlite3
from contextlib import closing

from portal.probe.loot import Loot


def index_order(loot: Loot, kind: str) -> list[int]:
    """Things of a kind, and of no other, as the file of the index numbers them; nothing where there is no file."""
    found: list[int] = []
    for path in loot.files():
        if path.suffix != ".sqlite3" or path.name == "site.sqlite3":
            continue
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as index:
            if index.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
                found += [row[0] for row in index.execute("SELECT thing FROM entry WHERE kind = ? ORDER BY id", [kind])]
    return found
