"""OpenDocument files: their content and styles, pictures and charts, and of each what a reader sees."""

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from cases.files.cleaning.office.changes import remove
from cases.files.cleaning.pictures.any_picture import clean_picture
from cases.files.cleaning.tails import drop_source, remove_keeping_tail, unwrap_keeping_text
from cases.files.cleaning.traces import (
    CHANGES,
    COMMENTS,
    EMBEDDED,
    HIDDEN,
    LINKS,
    NAMES,
    NOTES,
    OFFICE,
    PREVIEW,
    PROPERTIES,
    SCRIPTS,
    SIGNATURES,
    VERSIONS,
    RefusedFile,
    Traces,
    is_web_address,
    looks_like_a_path,
)
from search.extraction.archives import Archive, BrokenFile, descendants, local_name, namespace
from search.extraction.opendocument_text import refuse_encrypted

MIME = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
_XLINK = "{http://www.w3.org/1999/xlink}href"
_KNOWN_SPACES = (
    "urn:oasis:names:tc:opendocument:xmlns:", "urn:org:documentfoundation:names:experimental:", "http://openoffice.org/20",
    "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/xlink", "http://purl.org/dc/elements/1.1/",
)  # fmt: skip
_XML = "http://www.w3.org/XML/1998/namespace"
_GONE = {
    "tracked-changes": CHANGES, "change": CHANGES, "change-start": CHANGES, "change-end": CHANGES, "annotation": COMMENTS,
    "annotation-end": COMMENTS, "notes": NOTES, "meta": PROPERTIES, "scripts": SCRIPTS, "event-listeners": SCRIPTS, "script": SCRIPTS,
    "settings": OFFICE, "forms": HIDDEN, "control": HIDDEN, "dde-connection-decls": LINKS, "dde-links": LINKS, "dde-source": LINKS,
    "object-ole": EMBEDDED, "plugin": EMBEDDED, "applet": EMBEDDED, "floating-frame": EMBEDDED, "hidden-text": HIDDEN, "creator": NAMES,
    "date": PROPERTIES, "creator-initials": NAMES, "scenario": NAMES, "custom-shape-data_": HIDDEN,
}  # fmt: skip
# Fields that a program fills in with what it knows of its user, the file and its making.
_FIELDS = {
    "author-initials", "author-name", "creation-date", "creation-time", "database-display", "database-name", "dde-connection",
    "description", "editing-cycles", "editing-duration", "execute-macro", "file-name", "initial-creator", "keywords", "meta-field",
    "modification-date", "modification-time", "print-date", "print-time", "printed-by", "subject", "template-name", "user-defined",
}  # fmt: skip
_KEPT_NAMES = etree.XPath(
    "//*[local-name()='styles']/*/@*[local-name()='display-name'] | //*[starts-with(local-name(), 'bookmark')]/@*[local-name()='name']"
    " | //*[local-name()='master-page']/@*[local-name()='display-name' or local-name()='name']"
    " | //*[local-name()='styles']/*[not(@*[local-name()='display-name'])]/@*[local-name()='name']"
)
_MACRO = re.compile(r"(Basic|Scripts)/(?!.*script-l[bc]\.xml$).+[^/]$")
_PARTS = ("content.xml", "styles.xml")
_WHAT_GOES = {
    "meta.xml": PROPERTIES, "manifest.rdf": HIDDEN, "settings.xml": OFFICE, "Thumbnails/": PREVIEW, "Configurations2/": OFFICE,
    "Versions/": VERSIONS, "VersionList.xml": VERSIONS, "META-INF/documentsignatures.xml": SIGNATURES, "Basic/": SCRIPTS,
}  # fmt: skip


def clean_opendocument(archive: Archive, suffix: str, traces: Traces) -> Iterator[tuple[str, bytes]]:
    """The entries of the cleaned file. Raises BrokenFile, EncryptedFile, RefusedFile for macros."""
    refuse_encrypted(archive)
    refuse_macros(archive)
    return _Document(archive, suffix, traces).entries()


def refuse_macros(archive: Archive) -> None:
    if any(_MACRO.match(name) for name in archive.names):
        raise RefusedFile("macros")


class _Document:
    def __init__(self, archive: Archive, suffix: str, traces: Traces) -> None:
        self._archive, self._traces, self._suffix = archive, traces, suffix
        self._names: dict[str, str] = {}  # of each picture and object that is kept: what it is called now
        self._entries: dict[str, tuple[str, bytes]] = {}  # media type, content

    def entries(self) -> Iterator[tuple[str, bytes]]:
        if "content.xml" not in self._archive:
            raise BrokenFile("no content")
        for part in _PARTS:
            if part in self._archive:
                self._write(part, part, depth=0)
        for name in self._archive.names:
            for start, trace in _WHAT_GOES.items():
                if name.startswith(start):
                    self._traces.take(trace, *([NAMES] if trace == PROPERTIES else []))
        yield "mimetype", MIME[self._suffix].encode()
        yield "META-INF/manifest.xml", self._manifest()
        for name, (_kind, content) in sorted(self._entries.items()):
            if not name.endswith("/"):
                yield name, content

    def _write(self, part: str, name: str, *, depth: int) -> None:
        root = self._archive.tree(part)
        folder = part.rpartition("/")[0]
        self._drop_what_is_not_shown(root)
        for word in _KEPT_NAMES(root):
            self._traces.keep(str(word))
        for element in list(root.iter()):
            self._bare_attributes(element)
            self._settle_link(element, folder, depth)
        etree.cleanup_namespaces(
            root, keep_ns_prefixes=[prefix for prefix in ("of", "ooow") if _is_known(root.nsmap.get(prefix))]
        )
        self._entries[name] = ("text/xml", bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")))

    def _drop_what_is_not_shown(self, root: Any) -> None:
        for element in list(root.iter()):
            name = local_name(element)
            if element is root or not name:
                continue
            if not _is_known(namespace(element)):
                self._traces.take(HIDDEN)
                remove_keeping_tail(element)
            elif name in _GONE and not _is_number_style(element):
                self._traces.take(_GONE[name])
                remove_keeping_tail(element)
            elif name in _FIELDS or name.startswith("sender-"):
                self._traces.take(PROPERTIES)
                unwrap_keeping_text(element)
            elif name == "table-source":
                self._traces.take(LINKS)
                drop_source(element)
            elif name == "binary-data":
                self._clean_inline(element)

    def _bare_attributes(self, element: Any) -> None:
        for key in list(element.attrib):
            space, local = key[1:].partition("}")[0] if key.startswith("{") else "", key.rpartition("}")[2]
            is_unknown = bool(space) and space != _XML and not _is_known(space)
            if is_unknown or local.endswith("rsid"):
                self._traces.take(HIDDEN)
                del element.attrib[key]
            elif local == "formula" and re.search(r"file:|'\s*#", element.attrib[key]):
                self._traces.take(LINKS)
                del element.attrib[key]
            elif (
                local == "name"
                and local_name(element) in {"frame", "custom-shape", "g", "line", "path", "polygon", "rect"}
            ) or local in {"protection-key", "protection-key-digest-algorithm"}:
                del element.attrib[key]
        if local_name(element) in {"title", "desc"} and namespace(element).endswith("svg-compatible:1.0"):
            text = "".join(element.itertext())
            if looks_like_a_path(text):
                self._traces.take(LINKS)
                remove_keeping_tail(element)

    def _settle_link(self, element: Any, folder: str, depth: int) -> None:
        """Pictures and charts of the file itself, addresses of the web and places in the text stay."""
        target = element.get(_XLINK)
        if not target or target.startswith("#"):
            return
        if is_web_address(target) and local_name(element) == "a":
            self._traces.keep(target)
            return
        inner = str(PurePosixPath(folder) / target.removeprefix("./")) if folder else target.removeprefix("./")
        if name := self._take(inner.rstrip("/"), depth):
            element.set(_XLINK, name if local_name(element) != "object" else f"./{name}")
            return
        if local_name(element) == "a":
            self._traces.take(LINKS)
            unwrap_keeping_text(element)
        else:
            self._traces.take(EMBEDDED if inner in self._archive else LINKS)
            remove_keeping_tail(element)

    def _take(self, inner: str, depth: int) -> str:
        """What a picture or an object of the file is called now; empty where it goes."""
        if inner in self._names:
            return self._names[inner]
        if f"{inner}/content.xml" in self._archive and depth == 0:
            self._names[inner] = name = f"Object {len(self._names) + 1}"
            mime = _media_type(self._archive, inner)
            self._entries[f"{name}/"] = (mime, b"")
            for part in _PARTS:
                if f"{inner}/{part}" in self._archive:
                    self._write(f"{inner}/{part}", f"{name}/{part}", depth=1)
            return name
        if inner not in self._archive:
            return ""
        if PurePosixPath(inner).suffix.lower() in {".ttf", ".otf"}:
            self._names[inner] = name = f"Fonts/font{len(self._names) + 1}{PurePosixPath(inner).suffix.lower()}"
            self._entries[name] = ("application/x-font-ttf", self._archive.read(inner))
            return name
        cleaned = clean_picture(self._archive.read(inner), self._traces)
        if cleaned is None:
            return ""
        content, suffix = cleaned
        self._names[inner] = name = f"Pictures/image{len(self._names) + 1}{suffix}"
        self._entries[name] = (f"image/{suffix[1:]}", content)
        return name

    def _clean_inline(self, element: Any) -> None:
        try:
            cleaned = clean_picture(base64.b64decode(element.text or "", validate=False), self._traces)
        except binascii.Error as error:
            raise BrokenFile("a picture in the text") from error
        if cleaned is None:
            remove(element)
        else:
            element.text = base64.b64encode(cleaned[0]).decode()

    def _manifest(self) -> bytes:
        entries = {"/": MIME[self._suffix]} | {name: kind for name, (kind, _content) in sorted(self._entries.items())}
        lines = "".join(
            f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"
            for name, kind in entries.items()
        )
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        return f'{head}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{lines}</manifest:manifest>'.encode()


def _is_number_style(element: Any) -> bool:
    """`number:date-style` and its like share words with what goes, and say how a number is written."""
    return "datastyle" in namespace(element)


def _is_known(space: str | None) -> bool:
    return bool(space) and str(space).startswith(_KNOWN_SPACES)


def _media_type(archive: Archive, folder: str) -> str:
    content = archive.tree(f"{folder}/content.xml")
    kind = next((local_name(child) for body in descendants(content, "body") for child in body), "")
    if local_name(content) == "math":
        return "application/vnd.oasis.opendocument.formula"
    return f"application/vnd.oasis.opendocument.{ {'text': 'text', 'spreadsheet': 'spreadsheet', 'chart': 'chart', 'drawing': 'graphics'}.get(kind, 'chart') }"
