"""Files as they may be kept: pictures encoded anew, so that nothing hides in them; documents that are what they say."""

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 2_400  # pixels: sharp on any screen, and a third of what a telephone takes
QUALITY = 82
ARCHIVES = {".docx": "word/", ".pptx": "ppt/", ".xlsx": "xl/", ".odt": "content.xml"}


def safe_picture(file: File) -> ContentFile[bytes]:
    """The picture upright, at most 2400 pixels long, as WebP without place, time and camera, under a name of its own.

    Raises ValidationError for what is too large, has too many pixels to be opened safely, or is no picture.
    """
    refuse_above(settings.PICTURE_MAX_BYTES, file)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            # From the header, before anything is unpacked: 21 KB can become 861 MiB.
            if picture.width * picture.height > settings.PICTURE_MAX_PIXELS:
                raise ValidationError(_("This picture has too many pixels. Make it smaller, 4000 by 3000 at most."))
            return ContentFile(_encoded(picture), name=f"{uuid4().hex}.webp")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("This file is no picture that can be opened. Choose a JPEG, PNG or WebP file.")
        ) from error


def _encoded(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare.info = {}  # whatever the encoder would carry over
    target = BytesIO()
    bare.save(target, "WEBP", quality=QUALITY)
    return target.getvalue()


def check_document(file: File) -> None:
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
