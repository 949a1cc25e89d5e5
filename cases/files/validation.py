"""Files as they may be kept: pictures encoded anew, so that nothing hides in them; documents that are what they say."""

import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from search.engines.file_locks import locked
from search.engines.protocol import EngineUnavailable
from search.extraction.archives import OLE_SIGNATURE

ARCHIVES = {
    ".docx": "word/",
    ".pptx": "ppt/",
    ".xlsx": "xl/",
    **dict.fromkeys((".odt", ".ods", ".odp"), "content.xml"),
}
BEGINNINGS = {
    ".pdf": (b"%PDF-",),
    **dict.fromkeys((".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    ".png": (b"\x89PNG",),
    ".webp": (b"RIFF",),
}
# What is asked for instead of formats that cannot be cleaned, nor read safely.
NEWER = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx", ".rtf": ".docx", ".dot": ".docx", ".pps": ".pptx"}
WITH_MACROS = {".docm": ".docx", ".xlsm": ".xlsx", ".pptm": ".pptx", ".xlsb": ".xlsx", ".ppsm": ".pptx"}
DOCUMENT_REFUSALS = {
    "locked": _("“%(name)s” is locked with a password. Open it, save it without one, and choose that file."),
    "macros": _(
        "“%(name)s” has macros, programs that run when it is opened. Open it, save it without them as %(kind)s, and choose"
        " that file."
    ),
    "old-format": _(
        "“%(name)s” is in an old format. Open it, save it as %(kind)s (File, Save as), and choose that file."
    ),
    "broken": _(
        "“%(name)s” is damaged and cannot be read to its end. If it opens on your computer, save it there under a new"
        " name and choose that file."
    ),
    "too-much": _(
        "“%(name)s” is too large to be gone through. Make its pictures smaller or divide it, and choose the parts."
    ),
}
DECODER = Path(__file__).with_name("picture_decoder.py")
DECODING_SECONDS = 60  # a slow machine, at its busiest
WAITING_SECONDS = 20  # for those whose pictures came before
REFUSALS = {
    "too-many-pixels": _("This picture has too many pixels. Make it smaller, 4000 by 3000 at most."),
    "no-picture": _("This file is no picture that can be opened. Choose a JPEG, PNG, WebP, HEIC or AVIF file."),
    "broken": _("This picture is broken and cannot be opened. Save it anew, or choose another one."),
    "another-kind": _("This is a %(kind)s file. Save it as JPEG, PNG or WebP and choose that one."),
    "busy": _("Other pictures are being prepared just now. Choose this one again in a minute; what you wrote is kept."),
}


def reencode_picture(file: File) -> ContentFile[bytes]:
    """The picture upright, at most 2400 pixels long, as WebP without place, time and camera, under a name of its own.

    Raises ValidationError for what is too large, has too many pixels to be opened safely, or is no picture.
    """
    refuse_above(settings.PICTURE_MAX_BYTES, file)
    with TemporaryFile() as source, TemporaryFile() as target:  # without names: no original is left, however this ends
        file.seek(0)
        for chunk in file.chunks():
            source.write(chunk)
        source.flush()
        reason, _space, kind = _decode(source.fileno(), target.fileno()).partition(" ")
        if reason:
            raise ValidationError(REFUSALS[reason], params={"kind": kind})
        target.seek(0)
        return ContentFile(target.read(), name=f"{uuid4().hex}.webp")


def _decode(source: int, target: int) -> str:
    """Why not, or nothing. One picture at a time on this machine: each may take as much memory as the site has for all."""
    names = [f"/dev/fd/{source}", f"/dev/fd/{target}"]
    command = [sys.executable, str(DECODER), *names, str(settings.PICTURE_MAX_PIXELS)]
    try:
        with locked(settings.VAR_DIR / "pictures.lock", WAITING_SECONDS):
            done = subprocess.run(  # noqa: S603, a fixed program with no shell
                command, capture_output=True, text=True, timeout=DECODING_SECONDS, check=True, pass_fds=[source, target]
            )
    except EngineUnavailable:
        return "busy"
    except subprocess.SubprocessError:
        return "too-many-pixels"  # it was ended at its bounds of memory or time
    return done.stdout.strip()


def validate_document(file: File) -> None:
    """Raises ValidationError for a kind that is not wanted, for too large a file, and for one that is not what its name
    says."""
    path = PurePosixPath(file.name or "")
    suffix = path.suffix.lower()
    for kinds, reason in ((NEWER, "old-format"), (WITH_MACROS, "macros")):
        if suffix in kinds:
            raise ValidationError(DOCUMENT_REFUSALS[reason], params={"name": path.name, "kind": kinds[suffix]})
    if suffix.lstrip(".") not in settings.ATTACHMENT_EXTENSIONS:
        known = ", ".join(settings.ATTACHMENT_EXTENSIONS)
        raise ValidationError(
            _("Files of this kind cannot be attached. Choose one of: %(kinds)s."), params={"kinds": known}
        )
    refuse_above(settings.ATTACHMENT_MAX_BYTES, file)
    if not _is_what_it_says(file, suffix):
        raise ValidationError(_("This file is not what its name says. Save it anew as a document and choose that one."))
    file.seek(0)


def _is_what_it_says(file: File, suffix: str) -> bool:
    file.seek(0)
    begins = file.read(1024)
    if suffix in BEGINNINGS:
        return any(one in begins for one in BEGINNINGS[suffix])
    if suffix in ARCHIVES:
        return begins.startswith(OLE_SIGNATURE) or _is_archive_with(file, ARCHIVES[suffix])
    return b"\0" not in begins  # text; UTF-16 from old tables would be read by nobody else either


def _is_archive_with(file: File, member: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name.startswith(member) for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError):
        file.seek(0)
        return file.read(2) == b"PK"  # it was one, and is damaged: whoever opens it says so


def refuse_above(most: int, file: File) -> None:
    if file.size > most:
        megabytes = most // 1024 // 1024
        raise ValidationError(
            _("This file is larger than %(most)s MB. Make it smaller, or leave it out."), params={"most": megabytes}
        )
