"""Zip archives and XML from anywhere, opened within bounds: what unpacks without end, names itself twice or brings entities
of its own is refused before any of it is used."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from lxml import etree

MAX_ENTRIES = 5_000
MAX_RATIO = 400  # unpacked to packed; the XML of sheets reaches some 100
MIN_BOMB_BYTES = 10 << 20  # below that any ratio is harmless
OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")  # what Office wraps a file in that is locked with a password

_DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class BrokenFile(Exception):
    """It cannot be read as what it says it is."""


class EncryptedFile(Exception):
    """A password is needed."""


class Archive:
    """The entries of a zip file by name. max_bytes: of all that is unpacked, over the life of this object."""

    def __init__(self, file: IO[bytes], max_bytes: int) -> None:
        file.seek(0)
        if file.read(len(OLE_SIGNATURE)) == OLE_SIGNATURE:
            raise EncryptedFile
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise BrokenFile("not an archive") from error
        self._left = max_bytes
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._entries = {entry.filename: entry for entry in entries}
        if len(entries) > MAX_ENTRIES or len(self._entries) != len(entries):
            raise BrokenFile("too many entries, or two of one name")
        if any(entry.flag_bits & 1 for entry in entries):
            raise EncryptedFile
        if any(_leads_out(name) for name in self._entries):
            raise BrokenFile("an entry that leads out of the archive")

    @property
    def comment(self) -> bytes:
        return self._zip.comment

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Raises BrokenFile where it is not there, damaged, or unpacks to more than is left."""
        entry = self._entries.get(name)
        if entry is None:
            raise BrokenFile(f"{name} is missing")
        if entry.file_size > max(MIN_BOMB_BYTES, entry.compress_size * MAX_RATIO):
            raise BrokenFile(f"{name} unpacks to too much")
        self._left -= entry.file_size
        if self._left < 0:
            raise BrokenFile("it unpacks to too much")
        try:
            with self._zip.open(entry) as opened:
                # What the entry really unpacks to, whatever its header says.
                content = opened.read(entry.file_size + 1)
        except (*_DAMAGED, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
            raise BrokenFile(name) from error
        if len(content) != entry.file_size:
            raise BrokenFile(f"{name} has another length than it says")
        return content

    def tree(self, name: str) -> Any:
        return parse_xml(self.read(name))


def parse_xml(content: bytes) -> Any:
    """The root of an XML document. Raises BrokenFile where it is none, is nested too deeply, or declares a document type:
    no program of an office writes one, and entities stand there.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise BrokenFile("XML") from error
    except ValueError as error:
        raise BrokenFile("XML") from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise BrokenFile("a document type of its own")
    return root


def local_name(element: Any) -> str:
    """The tag without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: Any) -> str:
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """Those elements right below it that are called so, in whatever namespace: there are two of each, and one meaning."""
    yield from element.iterchildren(*(f"{{*}}{name}" for name in names))


def descendants(element: Any, *names: str) -> Iterator[Any]:
    yield from element.iter(*(f"{{*}}{name}" for name in names))


def relationships(archive: Archive, part: str) -> Iterator[tuple[str, str, str, bool]]:
    """(id, type, target, is external) of an Office part. type: the last word of it; target: a part's name, or an address."""
    path = PurePosixPath(part)
    rels = f"{path.parent}/_rels/{path.name}.rels" if part else "_rels/.rels"
    rels = rels.removeprefix("./")
    if rels not in archive:
        return
    for one in children(archive.tree(rels), "Relationship"):
        kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
        is_external = one.get("TargetMode") == "External"
        yield one.get("Id", ""), kind, target if is_external else resolve(part, target), is_external


def resolve(part: str, target: str) -> str:
    """The name of the part that `target` leads to from `part`."""
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = list(PurePosixPath(part).parent.parts) if part else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts or "\0" in name
