"""`python -m cases.files.cleaning.cleaner SUFFIX TARGET [--only-place]`: the file on standard input, cleaned, into TARGET.

TARGET is the number of an open file, so that neither of the two has a name on any disk. It prints as JSON what it took out
and what stays unseen, or why the file is refused.

A program of its own: what a file does to a parser (no end, no memory left, a crash) is done to this process alone.
"""

import base64
import binascii
import json
import os
import re
import resource
import sys
from functools import partial
from io import BytesIO
from typing import BinaryIO

from cases.files.cleaning.archive_writer import write_archive
from cases.files.cleaning.office import package
from cases.files.cleaning.pictures.any_picture import clean_picture
from cases.files.cleaning.traces import PROPERTIES, RefusedFile, Traces
from search.extraction.archives import OLE_SIGNATURE, Archive, BrokenFile, EncryptedFile

MAX_MEMORY_BYTES = 400 << 20
MAX_SECONDS = 20  # of work
MAX_UNPACKED_BYTES = 200 << 20
OFFICE = (".docx", ".pptx", ".xlsx")
OPENDOCUMENT = (".odt", ".ods", ".odp")
_INLINE = re.compile(rb"binary-data>([A-Za-z0-9+/=\s]+)<")
PICTURES = (".jpg", ".jpeg", ".png", ".webp")


def clean(source: BinaryIO, target: BinaryIO, suffix: str, traces: Traces) -> None:
    """Raises RefusedFile with the reason."""
    try:
        if suffix in (*OFFICE, *OPENDOCUMENT):
            _clean_archive(source, target, suffix, traces)
        elif suffix == ".pdf":
            from cases.files.cleaning.pdf import clean_pdf  # noqa: PLC0415, only what the file needs is loaded

            clean_pdf(source, target, traces)
        elif suffix in PICTURES:
            cleaned = clean_picture(source.read(), traces)
            if cleaned is None or cleaned[1] not in (".jpeg", ".png", ".webp"):
                raise BrokenFile("no picture")
            target.write(cleaned[0])
        else:
            raise ValueError(suffix)
    except EncryptedFile as error:
        raise RefusedFile("locked") from error
    except BrokenFile as error:
        raise RefusedFile("broken") from error
    except (MemoryError, RecursionError) as error:
        raise RefusedFile("too-much") from error


def _clean_archive(source: BinaryIO, target: BinaryIO, suffix: str, traces: Traces) -> None:
    if _is_old_office(source):
        raise RefusedFile("old-format")
    archive = Archive(source, MAX_UNPACKED_BYTES)
    if archive.comment and not traces.only_place:
        traces.take(PROPERTIES)
    if suffix in OPENDOCUMENT:
        from cases.files.cleaning import opendocument  # noqa: PLC0415

        if traces.only_place:
            opendocument.refuse_encrypted(archive)
            opendocument.refuse_macros(archive)
            _write_without_places(source, target, archive, traces)
        else:
            write_archive(target, opendocument.clean_opendocument(archive, suffix, traces), unpacked="mimetype")
    elif traces.only_place:
        package.refuse_macros(archive)
        package.main_part(archive)
        _write_without_places(source, target, archive, traces)
    else:
        write_archive(target, package.clean_office(archive, suffix, traces))


def _is_old_office(source: BinaryIO) -> bool:
    """What Word wrote before 2007, under a newer name; what is locked with a password has the same beginning, and says so."""
    source.seek(0)
    begins = source.read()
    source.seek(0)
    return begins.startswith(OLE_SIGNATURE) and "EncryptedPackage".encode("utf-16-le") not in begins


def _write_without_places(source: BinaryIO, target: BinaryIO, archive: Archive, traces: Traces) -> None:
    """All as it is, but for the places in pictures."""
    entries = []
    for name in archive.names:
        content = archive.read(name)
        is_picture = "media/" in name or name.startswith(("Pictures/", "docProps/thumbnail", "Thumbnails/"))
        cleaned = clean_picture(content, traces) if is_picture else None
        entries.append((name, cleaned[0] if cleaned else _INLINE.sub(partial(_inline, traces), content)))
    if traces.found:
        write_archive(target, entries, unpacked="mimetype")
    else:
        source.seek(0)
        target.write(source.read())


def _inline(traces: Traces, found: re.Match[bytes]) -> bytes:
    """A picture that stands in the text itself."""
    try:
        cleaned = clean_picture(base64.b64decode(found[1]), traces)
    except binascii.Error as error:
        raise BrokenFile("a picture in the text") from error
    return b"binary-data>" + base64.b64encode(cleaned[0] if cleaned else b"") + b"<"


def main(suffix: str, target: str, *options: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    traces = Traces(only_place="--only-place" in options)
    source = BytesIO(sys.stdin.buffer.read())
    try:
        with os.fdopen(int(target), "wb") as file:
            clean(source, file, suffix, traces)
    except RefusedFile as refused:
        json.dump({"refused": refused.reason}, sys.stdout)
    else:
        json.dump({"taken": sorted(traces.found), "kept": traces.kept}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
