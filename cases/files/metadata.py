"""The name that a file carries in its properties: under the Chatham House rule it would tell who wrote."""

import zipfile
from pathlib import PurePosixPath
from xml.etree import ElementTree

from django.core.files import File
from pypdf import PdfReader
from pypdf.errors import PyPdfError

CORE = "docProps/core.xml"
NAMES = (
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
)
MAX_PROPERTIES_BYTES = 1024 * 1024


def author_in_metadata(file: File) -> str:
    """Who stands as author in the properties of a PDF or Office file; empty if nobody, or where it cannot be read."""
    suffix = PurePosixPath(file.name or "").suffix.lower()
    with file.open("rb") as opened:
        if suffix == ".pdf":
            return _in_pdf(opened)
        if suffix in {".docx", ".pptx", ".xlsx"}:
            return _in_office(opened)
    return ""


def _in_pdf(opened: File) -> str:
    try:
        metadata = PdfReader(opened).metadata
        return str(metadata.author or "").strip() if metadata else ""
    except (PyPdfError, OSError, ValueError):
        return ""


def _in_office(opened: File) -> str:
    try:
        with zipfile.ZipFile(opened) as archive:
            if CORE not in archive.namelist() or archive.getinfo(CORE).file_size > MAX_PROPERTIES_BYTES:
                return ""
            properties = ElementTree.fromstring(archive.read(CORE))  # noqa: S314, bounded, and expat refuses blow-ups
    except (zipfile.BadZipFile, ElementTree.ParseError):
        return ""
    return next((name for tag in NAMES if (name := (properties.findtext(tag) or "").strip())), "")
