"""`python -m search.extraction.extractor FILE SUFFIX`: prints what stands in a file as JSON.

A program of its own, for files come from anywhere: what one of them does to a parser (no end, no memory left, a crash) is
done to this process alone, which has bounds for both.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

MAX_PAGES = 300
MAX_CHARACTERS = 300_000
MAX_MEMORY_BYTES = 1 << 30  # bytes
MAX_SECONDS = 50
# Of all that an archive unpacks to. 20 MB of a real document become some 100.
MAX_UNPACKED = 300 * 1024 * 1024

Pages = Iterator[tuple[str, str]]


class EncryptedFile(Exception):
    """A password is needed."""


def pdf(path: Path) -> Pages:
    from pypdf import PdfReader  # noqa: PLC0415, only what the file needs is loaded

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedFile
    for number, page in enumerate(reader.pages, 1):
        yield str(number), page.extract_text() or ""


def docx(path: Path) -> Pages:
    """Paragraphs and tables between headings: a text document has no pages until it is printed."""
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    heading, lines = "", []
    for part in Document(str(path)).iter_inner_content():
        if isinstance(part, Table):
            lines += [" ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in part.rows]
        elif (part.style.name if part.style else "").startswith(("Heading", "Title")) and part.text.strip():
            yield heading, "\n".join(lines)
            heading, lines = part.text.strip()[:80], []
        else:
            lines.append(part.text)
    yield heading, "\n".join(lines)


def pptx(path: Path) -> Pages:
    """What the slides show. The speaker's notes were not meant for readers."""
    from pptx import Presentation  # noqa: PLC0415

    for number, slide in enumerate(Presentation(str(path)).slides, 1):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        texts += [" ".join(cell.text for cell in row.cells) for table in tables for row in table.rows]
        yield str(number), "\n".join(texts)


def plain(path: Path) -> Pages:
    yield "", path.read_bytes()[: MAX_CHARACTERS * 4].decode("utf-8", "replace")


READERS: dict[str, Callable[[Path], Pages]] = {
    ".pdf": pdf,
    ".docx": docx,
    ".pptx": pptx,
    ".txt": plain,
    ".csv": plain,
    ".md": plain,
}


def extract(path: Path, suffix: str) -> dict[str, object]:
    """state and pages, as `search.extraction.models.FileText` keeps them."""
    if zipfile.is_zipfile(path) and _unpacked(path) > MAX_UNPACKED:
        return {"state": "unreadable", "pages": []}
    pages: list[tuple[str, str]] = []
    room = MAX_CHARACTERS
    try:
        for label, text in READERS[suffix](path):
            clean = " ".join(text.encode("utf-8", "ignore").decode().replace("\0", " ").split())[:room]
            room -= len(clean)
            pages += [(label, clean)] if clean else []
            if room <= 0 or len(pages) >= MAX_PAGES:
                break
    except EncryptedFile:
        return {"state": "locked", "pages": []}
    return {"state": "searchable" if pages else "no-text", "pages": pages}


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist())


def main(path: str, suffix: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    json.dump(extract(Path(path), suffix), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
