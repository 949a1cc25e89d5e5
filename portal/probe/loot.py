"""What the thief carries off: the tables, read without any of the site's own words, and the files beside them."""

import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection

MAX_FILE_BYTES = 200_000_000
MAX_KEY_BYTES = 200
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
        """What might be a key: whatever short file lies about, what careless people take, and what the site makes of either
        where it has no key of its own."""
        lying = [path.read_bytes().strip() for path in self.files() if path.stat().st_size < MAX_KEY_BYTES]
        for word in (b"", b"secret", b"chaikhana", *lying):
            yield from (word, hmac.digest(word, b"seals", sha256))

    def files(self) -> list[Path]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return [path for path in found if path.stat().st_size < MAX_FILE_BYTES]

    @cached_property
    def contents(self) -> list[bytes]:
        """Whole files: of a database its free pages, and its log, too."""
        return [path.read_bytes() for path in self.files()]

    def named_beside(self, text: str) -> int | None:
        """The member whose address or name lies nearest to this text in any file."""
        found: list[tuple[int, int]] = []
        for content in self.contents:
            for match in re.finditer(re.escape(text.encode()), content):
                before = content[max(0, match.start() - NEARBY_BYTES) : match.start()]
                found += self._distances(before, content[match.end() : match.end() + NEARBY_BYTES])
        return min(found)[1] if found else None

    def _distances(self, before: bytes, after: bytes) -> Iterator[tuple[int, int]]:
        """(bytes between, member) of each who is named before or after."""
        for member, (email, name, _language) in self.people.items():
            for word in (email.encode(), name.encode()):
                if (place := before.rfind(word)) >= 0:
                    yield len(before) - place - len(word), member
                if (place := after.find(word)) >= 0:
                    yield place, member


def digest(secret: bytes, text: str) -> str:
    """The hash that a seal would be, were this its key."""
    return hmac.digest(secret, text.encode(), sha256).hex()


def neighbours(ordered: Sequence[Row]) -> dict[int, int]:
    """Of rows (thing, member or None) in some order: for each that names nobody, whom the last one before it names; and of
    those before all names, whom the first one names.
    """
    guesses, last = {}, next((member for _thing, member in ordered if member is not None), None)
    for thing, member in ordered:
        if member is not None:
            last = member
        elif last is not None:
            guesses[thing] = last
    return guesses


def nearest_before(things: Sequence[Row], events: Sequence[Row]) -> dict[int, int]:
    """things: (thing, moment); events: (member, moment). Whose event was the last before it, or the first of all."""
    marked = sorted([(moment, 1, thing, None) for thing, moment in things] + [(m, 0, None, who) for who, m in events])
    return neighbours([(thing, who) for _moment, _kind, thing, who in marked])
