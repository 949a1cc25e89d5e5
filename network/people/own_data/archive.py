"""A ZIP that is written while it is sent: never whole in memory, and on no disk, where it would name the author of all that he
said under the Chatham House rule."""

import json
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.exceptions import SuspiciousFileOperation
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localtime

from network.people.own_data.sources import OwnFile, OwnRows, OwnThing

MAX_BYTES = 2 * 1024**3  # of files; what is beyond is named and left out
MAX_SECONDS = 15 * 60  # that a reader may take; after them the archive is closed, and says what it lacks
PIECE = 64 * 1024  # bytes
LEFT_OUT = "left-out"
# A file that is gone, or that the disk cannot read; or whose name leads out of the storage, which no upload makes.
UNREADABLE = (OSError, SuspiciousFileOperation)
# Pictures and office files are packed already.
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".pdf", ".docx", ".pptx", ".xlsx", ".odt")


class _Pipe:
    """What ZipFile writes to, and what is taken from it piece by piece. It cannot be sought in."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        found = b"".join(self.pieces)
        self.pieces.clear()
        return found


def archive(
    things: Iterable[OwnThing], *, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS
) -> Iterator[bytes]:
    """The pieces of a ZIP with all of `things`. A file that is gone, or too much, stands in left-out.json."""
    pipe, until, left_out = _Pipe(), time.monotonic() + max_seconds, list[dict[str, str]]()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as packed:  # type: ignore[call-overload]  # a pipe is as much as it asks for
        for thing in things:
            if isinstance(thing, OwnRows):
                pieces = _json(packed, thing)
            elif thing.size > max_bytes or time.monotonic() > until:
                left_out.append({"file": thing.path, "why": "too much for one archive"})
                continue
            else:
                max_bytes -= thing.size
                pieces = _file(packed, thing, left_out)
            yield from _sent(pieces, pipe)
        yield from _sent(_json(packed, OwnRows(LEFT_OUT, left_out)), pipe)
    yield pipe.taken()


def _sent(pieces: Generator[None, None, None], pipe: _Pipe) -> Iterator[bytes]:
    """What has come out of the packing so far; a reader who goes away ends it, too."""
    with closing(pieces):
        for _written in pieces:
            if found := pipe.taken():
                yield found


def _json(packed: ZipFile, rows: OwnRows) -> Generator[None, None, None]:
    """A list with a row on each line, in UTF-8."""
    with packed.open(_entry(f"{rows.name}.json"), "w") as out:
        before = b"[\n"
        for row in rows.rows:
            out.write(before + json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder).encode())
            before = b",\n"
            yield
        out.write(b"\n]\n" if before != b"[\n" else b"[]\n")
    yield


def _file(packed: ZipFile, file: OwnFile, left_out: list[dict[str, str]]) -> Generator[None, None, None]:
    try:
        source = file.open()
    except UNREADABLE:
        left_out.append({"file": file.path, "why": "the site no longer has it"})
        return
    with source, packed.open(_entry(file.path), "w") as out:
        try:
            while piece := source.read(PIECE):
                out.write(piece)
                yield
        except OSError:
            left_out.append({"file": file.path, "why": "the site cannot read it to its end"})
    yield


def _entry(path: str) -> ZipInfo:
    now = localtime()
    entry = ZipInfo(path, (now.year, now.month, now.day, 0, 0, 0))
    entry.compress_type = ZIP_STORED if path.lower().endswith(_PACKED) else ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def plain_row(row: Any, *fields: str) -> dict[str, Any]:
    """Named fields of a row as they stand."""
    return {field: getattr(row, field) for field in fields}
