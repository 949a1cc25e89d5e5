"""A file as it is kept: what it says it is, without the place where its pictures were taken, and under the Chatham House rule,
or where its author wishes it, without anything that tells who made it. All of it is done here, before any transaction begins.
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from cases.files.cleaning.cleaner import OFFICE, OPENDOCUMENT, PICTURES
from cases.files.validation import DOCUMENT_REFUSALS, reencode_picture, validate_document
from search.extraction.file_sections import read_text
from search.extraction.models import FileText

ROOT = Path(__file__).resolve().parents[2]
CLEANING_SECONDS = 60  # a slow machine, at its busiest; of work the process has 20
CLEANED = (*OFFICE, *OPENDOCUMENT, ".pdf", *PICTURES)
# Taken as pictures are, for no browser shows them as they come.
CONVERTED = (".heic", ".heif", ".avif", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """title: as its author calls it. is_clean: whether it can go under the Chatham House rule. taken: kinds of traces that
    were taken out. kept: what stays in it unseen, such as addresses. text: what was read in it."""

    content: ContentFile[bytes]
    suffix: str
    title: str
    is_clean: bool
    text: FileText
    taken: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def prepare_file(file: File, *, without_traces: bool) -> PreparedFile:
    """Raises ValidationError with what to do, for a file that is not taken. Takes seconds."""
    path = PurePosixPath(file.name or "")
    suffix = path.suffix.lower()
    if suffix in CONVERTED:
        picture = reencode_picture(file)
        text = read_text(picture, ".webp")
        return PreparedFile(picture, ".webp", path.stem, is_clean=True, text=text, taken=["camera", "place"])
    validate_document(file)
    if suffix not in CLEANED:
        file.seek(0)
        content = ContentFile(file.read(), name=f"plain{suffix}")
        return PreparedFile(content, suffix, path.stem, is_clean=True, text=read_text(content, suffix))
    content, said = _clean(file, suffix, only_place=not without_traces)
    if reason := said.get("refused"):
        kind = f"{suffix[:4]}x" if suffix in OFFICE else suffix
        raise ValidationError(DOCUMENT_REFUSALS[reason], params={"name": path.name, "kind": kind})
    text = read_text(content, suffix)
    return PreparedFile(
        content, suffix, path.stem, is_clean=without_traces, text=text, taken=said["taken"], kept=said["kept"]
    )


def _clean(file: File, suffix: str, *, only_place: bool) -> tuple[ContentFile[bytes], dict]:
    """The original lies in a file without a name: it is on no disk once this ends, however it ends."""
    with TemporaryFile() as source, TemporaryFile() as target:
        file.seek(0)
        for chunk in file.chunks():
            source.write(chunk)
        source.seek(0)
        number = str(target.fileno())
        command = [
            sys.executable,
            "-m",
            "cases.files.cleaning.cleaner",
            suffix,
            number,
            *(["--only-place"] if only_place else []),
        ]
        try:
            done = subprocess.run(  # noqa: S603, a fixed program with no shell
                command,
                stdin=source,
                capture_output=True,
                pass_fds=[target.fileno()],
                timeout=CLEANING_SECONDS,
                cwd=ROOT,
                check=True,
            )
            said = json.loads(done.stdout)
        except (subprocess.SubprocessError, ValueError):
            said = {"refused": "too-much"}  # it was ended at its bounds of memory or time
        target.seek(0)
        return ContentFile(target.read(), name=f"cleaned{suffix}"), said
