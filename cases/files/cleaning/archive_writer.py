"""Zip archives that say nothing about when, where and in what order they were made."""

import zipfile
from collections.abc import Iterable
from typing import IO

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that the format knows


def write_archive(target: IO[bytes], entries: Iterable[tuple[str, bytes]], *, unpacked: str = "") -> None:
    """unpacked: the entry that is stored as it is, as the format wants it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.external_attr = 0
            entry.compress_type = zipfile.ZIP_STORED if name == unpacked else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
