"""`python -m search.extraction.extractor FILE SUFFIX`: prints what stands in a file as JSON.

A program of its own, for files come from anywhere: what one of them does to a parser (no end, no memory left, a crash) is
done to this process alone, which has bounds for both.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from search.extraction.archives import Archive, BrokenFile, EncryptedFile

MAX_PAGES = 300
MAX_CHARACTERS = 300_000
MAX_MEMORY_BYTES = 1 << 30  # bytes
MAX_SECONDS = 50
# Of all that an archive unpacks to. 20 MB of a real document become some 100.
MAX_UNPACKED = 300 * 1024 * 1024

Pages = Iterator[tuple[str, str]]


class Reading:
    """The pages of a file, as they are read, and how many pictures are among them, of whose text nothing is known."""

    def __init__(self, path: Path, suffix: str) -> None:
        self.path, self.suffix = path, suffix
        self.pictures = 0

    def pdf(self) -> Pages:
        from pypdf import PdfReader  # noqa: PLC0415, only what the file needs is loaded

        reader = PdfReader(self.path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedFile
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text() or ""
            # A page that shows something and says nothing is a picture of its text.
            contents = None if text.strip() else page.get_contents()
            self.pictures += contents is not None and bool(contents.get_data().strip())
            yield str(number), text

    def office(self) -> Pages:
        from search.extraction import office_text  # noqa: PLC0415

        with self._archive() as archive:
            self.pictures = office_text.picture_count(archive)
            yield from getattr(office_text, self.suffix[1:])(archive)

    def opendocument(self) -> Pages:
        from search.extraction import opendocument_text  # noqa: PLC0415

        with self._archive() as archive:
            self.pictures = opendocument_text.picture_count(archive)
            yield from opendocument_text.opendocument(archive)

    def plain(self) -> Pages:
        yield "", self.path.read_bytes()[: MAX_CHARACTERS * 4].decode("utf-8", "replace")

    def picture(self) -> Pages:
        self.pictures = 1
        return iter(())

    @contextmanager
    def _archive(self) -> Iterator[Archive]:
        with self.path.open("rb") as file:
            yield Archive(file, MAX_UNPACKED)


READERS: dict[str, Callable[[Reading], Pages]] = {
    ".pdf": Reading.pdf,
    **dict.fromkeys((".docx", ".pptx", ".xlsx"), Reading.office),
    **dict.fromkeys((".odt", ".ods", ".odp"), Reading.opendocument),
    **dict.fromkeys((".txt", ".csv", ".md"), Reading.plain),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp"), Reading.picture),
}


def extract(path: Path, suffix: str) -> dict[str, object]:
    """state, pages and pictures, as `search.extraction.models.FileText` keeps them."""
    reading = Reading(path, suffix)
    pages: list[tuple[str, str]] = []
    room = MAX_CHARACTERS
    try:
        for label, text in READERS[suffix](reading):
            clean = " ".join(text.encode("utf-8", "ignore").decode().replace("\0", " ").split())[:room]
            room -= len(clean)
            pages += [(label, clean)] if clean else []
            if room <= 0 or len(pages) >= MAX_PAGES:
                break
    except EncryptedFile:
        return {"state": "locked", "pages": [], "pictures": 0}
    except BrokenFile:
        return {"state": "unreadable", "pages": [], "pictures": 0}
    return {"state": "searchable" if pages else "no-text", "pages": pages, "pictures": reading.pictures}


def main(path: str, suffix: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    json.dump(extract(Path(path), suffix), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
