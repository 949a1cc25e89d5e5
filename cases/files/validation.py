"""Files as they may be kept: pictures encoded anew, so that nothing hides in them; documents that are what they say."""

import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from search.engines.file_locks import locked
from search.engines.protocol import EngineUnavailable

ARCHIVES = {".docx": "word/", ".pptx": "ppt/", ".xlsx": "xl/", ".odt": "content.xml"}
DECODER = Path(__file__).with_name("picture_decoder.py")
DECODING_SECONDS = 60  # a slow machine, at its busiest
WAITING_SECONDS = 20  # for those whose pictures came before
REFUSALS = {
    "too-many-pixels": _("This picture has too many pixels. Make it smaller, 4000 by 3000 at most."),
    "no-picture": _("This file is no picture that can be opened. Choose a JPEG, PNG or WebP file."),
    "broken": _("This picture is broken and cannot be opened. Save it anew, or choose another one."),
    "another-kind": _("This is a %(kind)s file. Save it as JPEG, PNG or WebP and choose that one."),
    "HEIC": _(
        "This is a HEIC picture, which many browsers cannot show. Save or send it as JPEG and choose that one "
        "(on an iPhone: Settings, Camera, Formats, Most Compatible)."
    ),
    "busy": _("Other pictures are being prepared just now. Choose this one again in a minute; what you wrote is kept."),
}


def reencode_picture(file: File) -> ContentFile[bytes]:
    """The picture upright, at most 2400 pixels long, as WebP without place, time and camera, under a name of its own.

    Raises ValidationError for what is too large, has too many pixels to be opened safely, or is no picture.
    """
    refuse_above(settings.PICTURE_MAX_BYTES, file)
    with NamedTemporaryFile() as source, NamedTemporaryFile(suffix=".webp") as target:
        file.seek(0)
        for chunk in file.chunks():
            source.write(chunk)
        source.flush()
        reason, _space, kind = _decode(source.name, target.name).partition(" ")
        if reason:
            raise ValidationError(REFUSALS.get(kind) or REFUSALS[reason], params={"kind": kind})
        return ContentFile(target.read(), name=f"{uuid4().hex}.webp")


def _decode(source: str, target: str) -> str:
    """Why not, or nothing. One picture at a time on this machine: each may take as much memory as the site has for all."""
    command = [sys.executable, str(DECODER), source, target, str(settings.PICTURE_MAX_PIXELS)]
    try:
        with locked(settings.VAR_DIR / "pictures.lock", WAITING_SECONDS):
            done = subprocess.run(command, capture_output=True, text=True, timeout=DECODING_SECONDS, check=True)  # noqa: S603
    except EngineUnavailable:
        return "busy"
    except subprocess.SubprocessError:
        return "too-many-pixels"  # it was ended at its bounds of memory or time
    return done.stdout.strip()


def validate_document(file: File) -> None:
    """Raises ValidationError for a kind that is not wanted, for too large a file, and for one that is not what its name
    says."""
    suffix = PurePosixPath(file.name or "").suffix.lower()
    if suffix.lstrip(".") not in settings.ATTACHMENT_EXTENSIONS:
        kinds = ", ".join(settings.ATTACHMENT_EXTENSIONS)
        raise ValidationError(
            _("Files of this kind cannot be attached. Choose one of: %(kinds)s."), params={"kinds": kinds}
        )
    refuse_above(settings.ATTACHMENT_MAX_BYTES, file)
    if not _is_what_it_says(file, suffix):
        raise ValidationError(_("This file is not what its name says. Save it anew as a document and choose that one."))
    file.seek(0)


def _is_what_it_says(file: File, suffix: str) -> bool:
    file.seek(0)
    begins = file.read(1024)
    if suffix == ".pdf":
        return b"%PDF-" in begins
    if suffix in ARCHIVES:
        return _is_archive_with(file, ARCHIVES[suffix])
    return b"\0" not in begins  # text; UTF-16 from old tables would be read by nobody else either


def _is_archive_with(file: File, member: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name.startswith(member) for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError):
        return False


def refuse_above(most: int, file: File) -> None:
    if file.size > most:
        megabytes = most // 1024 // 1024
        raise ValidationError(
            _("This file is larger than %(most)s MB. Make it smaller, or leave it out."), params={"most": megabytes}
        )
