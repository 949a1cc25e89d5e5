"""What the thief carries off: the tables, read without any of the site's own words, and the files beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.db import connection

MAX_FILE_BYTES = 200_000_000
NEARBY_BYTES = 300

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Loot:
    """folder: VAR_DIR. Keys are not in it: they lie in the environment of the process that served."""

    folder: Path

    def rows(self, query: str) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())

    @property
    def is_postgresql(self) -> bool:
        return connection.vendor == "postgresql"

    @cached_property
    def people(self) -> dict[int, tuple[str, str, str]]:
        """Address, name and language of each member."""
        found = self.rows("SELECT id, email, name, language FROM people_member WHERE is_active")
        return {pk: (email, name, language) for pk, email, name, language in found}

    def secrets(self) -> Iterator[bytes]:
        """What might be a key: whatever short file lies about, and what careless people take."""
        yield from (b"", b"secret", b"chaikhana")
        for path in self.files():
            if path.stat().st_size < 200:
                yield path.read_bytes().strip()

    def files(self) -> list[Path]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return [path for path in found if path.stat().st_size < MAX_FILE_BYTES]

    @cached_property
    def contents(self) -> list[bytes]:
        """Whole files: of a database its free pages, and its log, too."""
        return [path.read_bytes() for path in self.files()]

    def named_beside(self, text: str) -> int | None:
        """The member whose address or name lies nearest to this text in any file."""
        best: tuple[int, int] | None = None
        for content in self.contents:
            for match in re.finditer(re.escape(text.encode()), content):
                around = content[max(0, match.start() - NEARBY_BYTES) : match.end() + NEARBY_BYTES]
                for member, distance in self._named_in(around):
                    best = min(best or (distance, member), (distance, member))
        return best[1] if best else None

    def _named_in(self, around: bytes) -> Iterator[tuple[int, int]]:
        for member, (email, name, _language) in self.people.items():
            places = [around.find(word.encode()) for word in (email, name)]
            yield from ((member, abs(place - len(around) // 2)) for place in places if place >= 0)


def neighbours(ordered: Sequence[Row]) -> dict[int, int]:
    """Of rows (thing, member or None) in some order: for each that names nobody, whom the last one before it names."""
    guesses, last = {}, None
    for thing, member in ordered:
        if member is not None:
            last = member
        elif last is not None:
            guesses[thing] = last
    return guesses


def nearest_before(things: Sequence[Row], events: Sequence[Row]) -> dict[int, int]:
    """things: (thing, moment); events: (member, moment). Whose event was the last before it."""
    marked = sorted([(moment, 1, thing, None) for thing, moment in things] + [(m, 0, None, who) for who, m in events])
    return neighbours([(thing, who) for _moment, _kind, thing, who in marked])
