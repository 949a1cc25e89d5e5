"""Cleaned files, taken apart by other means than those that cleaned them."""

import base64
import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

import pikepdf

from cases.files.cleaning.cleaner import clean
from cases.files.cleaning.traces import Traces
from search.extraction.extractor import extract


def cleaned(content: bytes, suffix: str, *, only_place: bool = False) -> tuple[bytes, Traces]:
    target, traces = io.BytesIO(), Traces(only_place=only_place)
    clean(io.BytesIO(content), target, suffix, traces)
    return target.getvalue(), traces


def suffix_of(name: str) -> str:
    return PurePosixPath(name).suffix


def layers(content: bytes) -> list[bytes]:
    """All that stands in a file: itself, the parts of an archive with their names, the streams of a PDF unpacked."""
    found = [content]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found.append(archive.comment)
            for entry in archive.infolist():
                found += [entry.filename.encode(), entry.comment, entry.extra, *layers(archive.read(entry))]
    elif content[:5] == b"%PDF-":
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for one in [*pdf.objects, pdf.trailer]:
                found.append(
                    one.unparse(resolved=True) if not isinstance(one, pikepdf.Stream) else repr(dict(one)).encode()
                )
                if isinstance(one, pikepdf.Stream):
                    found.append(one.read_raw_bytes())
                    found.append(zlib.decompressobj().decompress(found[-1]) if found[-1][:1] == b"x" else b"")
                    try:
                        found.append(one.read_bytes())
                    except pikepdf.PdfError:
                        continue  # a picture, whose raw bytes are looked into
    found += [base64.b64decode(one) for one in re.findall(rb"binary-data>([A-Za-z0-9+/=\s]+)<", content)]
    return found


def says(content: bytes, word: str) -> bool:
    spellings = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode().hex().encode()]
    everything = b"\n".join(layers(content)).lower()
    return any(spelling.lower() in everything for spelling in spellings)


def text_in(tmp_path, content: bytes, suffix: str) -> str:
    path = tmp_path / f"read{suffix}"
    path.write_bytes(content)
    return " ".join(text for _label, text in extract(path, suffix)["pages"])
