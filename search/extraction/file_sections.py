"""The text of a file, as it was read once; and why there is none."""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from django.core.cache import cache
from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.utils.formats import number_format
from django.utils.translation import ngettext

from search.extraction.extractor import MAX_SECONDS, READERS
from search.extraction.models import FileText, State
from search.registry import Section

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
# Seconds until a page says that a file has become searchable.
CACHE_SECONDS = 300


def file_sections(title: str, file: FieldFile, *, anchor: str) -> Iterator[Section]:
    """The pages of a file as sections of what it belongs to, named so that a reader finds them: "Annex.pdf · 7".

    Reads the file if that was not done yet, which takes seconds: for those who index, not for those who answer.
    """
    for number, (label, text) in enumerate(_text_of(file).pages, 1):
        yield Section(f"{anchor}-{number}", " · ".join(filter(None, (title, label))), text)


def unsearchable_reasons(paths: Iterable[str]) -> Mapping[str, str]:
    """By path why a file cannot be searched, as a sentence's end; searchable ones, and those not read yet, are left out."""
    names = {f"search.file.{path}": path for path in paths}
    if not names:
        return {}
    known: dict[str, str] = cache.get_many(names)
    unknown = {path for name, path in names.items() if name not in known}
    if unknown:
        read = dict(FileText.objects.filter(path__in=unknown).values_list("path", "state"))
        known |= {f"search.file.{path}": read.get(path, "") for path in unknown}
        cache.set_many({f"search.file.{path}": read.get(path, "") for path in unknown}, CACHE_SECONDS)
    labels = {state.value: str(state.label) for state in State if state != State.SEARCHABLE}
    return {names[name]: labels[state] for name, state in known.items() if state in labels}


def read_text(file: File[bytes], suffix: str) -> FileText:
    """What stands in a file, read now, in a process of its own. It is kept by `keep_text`, once the file has a path."""
    if suffix not in READERS:
        return FileText(state=State.UNREADABLE)
    try:
        with tempfile.TemporaryFile() as copy:
            for chunk in file.chunks():
                copy.write(chunk)
            copy.flush()
            number = copy.fileno()
            command = [sys.executable, "-m", "search.extraction.extractor", f"/dev/fd/{number}", suffix]
            done = subprocess.run(  # noqa: S603, a fixed program with no shell
                command, capture_output=True, timeout=2 * MAX_SECONDS, cwd=ROOT, check=True, pass_fds=[number]
            )
            found = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        logger.warning("%s could not be read: %s", file.name, error)
        return FileText(state=State.UNREADABLE)
    return FileText(state=found["state"], pages=found["pages"], pictures=found["pictures"])


def keep_text(path: str, text: FileText) -> FileText:
    """Keep what was read in the file that lies at `path`."""
    defaults = {"state": text.state, "pages": text.pages, "pictures": text.pictures}
    return FileText.objects.update_or_create(path=path, defaults=defaults)[0]


def forget_text(path: str) -> None:
    """The file is no longer there."""
    FileText.objects.filter(path=path).delete()
    cache.delete(f"search.file.{path}")


def searchable_words(text: FileText) -> str:
    """What can be found of a file, for the one who sent it: "1,240 words can be searched; 2 pictures of text cannot"."""
    words = ngettext("%(words)s word can be searched", "%(words)s words can be searched", text.words)
    words %= {"words": number_format(text.words, force_grouping=True)}
    if not text.pictures:
        return words
    pictures = ngettext(
        "what stands in %(pictures)s picture cannot", "what stands in %(pictures)s pictures cannot", text.pictures
    )
    return f"{words}; {pictures % {'pictures': text.pictures}}"


def texts_of(paths: Iterable[str]) -> Mapping[str, FileText]:
    """By path what was read in files; those not read yet are left out."""
    return {text.path: text for text in FileText.objects.filter(path__in=list(paths))}


def _text_of(file: FieldFile) -> FileText:
    path = str(file.name)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in READERS:
        return FileText(path=path, state=State.UNREADABLE)
    known = FileText.objects.filter(path=path).first()
    if known is None:
        try:
            with file.storage.open(path) as source:
                text = read_text(source, suffix)
        except OSError as error:
            logger.warning("%s is not there: %s", path, error)
            text = FileText(state=State.UNREADABLE)
        known = keep_text(path, text)
    return known
