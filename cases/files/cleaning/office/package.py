"""An Office file put together anew from the parts that its document needs, under names that say nothing."""

import re
from collections import deque
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.sax.saxutils import quoteattr

from cases.files.cleaning.office import relations
from cases.files.cleaning.office.markup import clean_markup, drop_dead_relations, relation_ids, to_bytes
from cases.files.cleaning.pictures.any_picture import clean_picture
from cases.files.cleaning.traces import COMMENTS, HIDDEN, NAMES, PROPERTIES, RefusedFile, Traces, is_web_address
from search.extraction.archives import Archive, BrokenFile, children, descendants, local_name, resolve
from search.extraction.office_text import main_part

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_NAMES = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml", ".xlsx": "xl/workbook.xml"}
_PICTURES = {
    ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".emf": "image/x-emf",
    ".wmf": "image/x-wmf",
}  # fmt: skip
_FONTS = {
    ".odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    ".fntdata": "application/x-fontdata",
}
_TYPE = re.compile(r"application/vnd\.(openxmlformats-officedocument|ms-(word|powerpoint|excel|office))\.[\w.-]+\+xml")
_PLAIN_ID = re.compile(r"r[Ii]d[0-9]{1,5}")


def clean_office(archive: Archive, suffix: str, traces: Traces) -> Iterator[tuple[str, bytes]]:
    """The entries of the cleaned file. Raises BrokenFile, RefusedFile for macros."""
    return _Package(archive, suffix, traces).entries()


def refuse_macros(archive: Archive) -> None:
    if "[Content_Types].xml" not in archive:
        raise BrokenFile("no content types")
    types = archive.tree("[Content_Types].xml")
    has_type = any("macroenabled" in (one.get("ContentType") or "").lower() for one in types)
    if has_type or any(re.search(r"vbaProject|macrosheets/", name, re.IGNORECASE) for name in archive.names):
        raise RefusedFile("macros")


class _Package:
    def __init__(self, archive: Archive, suffix: str, traces: Traces) -> None:
        refuse_macros(archive)
        self._archive, self._traces, self._suffix = archive, traces, suffix
        self._folder = _MAIN_NAMES[suffix].partition("/")[0]
        self._given = _content_types(archive)
        self._names: dict[str, str] = {}  # of each part that is kept: what it is called now
        self._entries: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._waiting: deque[tuple[str, str]] = deque()
        self._strings: set[int] = set()  # of a book: those that cells show

    def entries(self) -> Iterator[tuple[str, bytes]]:
        main = main_part(self._archive)
        self._names[main] = _MAIN_NAMES[self._suffix]
        self._waiting.append((main, "main"))
        late: list[tuple[str, str]] = []
        while self._waiting or late:
            # The texts of cells come last: which of them are shown, their sheets say.
            part, kind = self._waiting.popleft() if self._waiting else late.pop()
            if kind == "sharedStrings" and self._waiting:
                late.append((part, kind))
                continue
            self._write(part, kind)
        for _id, kind, _base, _target, _external in _relations(self._archive, ""):
            self._note_gone(kind)
        root = f'<Relationship Id="rId1" Type="{next(iter(sorted(relations.BASES, reverse=True)))}/officeDocument" Target="{_MAIN_NAMES[self._suffix]}"/>'
        yield "[Content_Types].xml", self._content_types()
        yield "_rels/.rels", _relationships_xml(root)
        yield from sorted(self._entries.items())

    def _take(self, part: str, kind: str) -> str:
        """What a part is called now; empty where it goes."""
        if part in self._names:
            return self._names[part]
        if part not in self._archive:
            return ""
        if kind == "image":
            return self._take_picture(part)
        suffix = PurePosixPath(part).suffix.lower()
        if kind == "font":
            if suffix not in _FONTS:
                return ""
            name = self._new_name(part, f"fonts/font{{}}{suffix}")
            self._entries[name] = self._archive.read(part)
            return name
        name = self._new_name(part, f"{kind}{{}}.xml")
        self._waiting.append((part, kind))
        return name

    def _take_picture(self, part: str) -> str:
        cleaned = clean_picture(self._archive.read(part), self._traces)
        if cleaned is None:
            return ""
        content, suffix = cleaned
        name = self._new_name(part, f"media/image{{}}{suffix}")
        self._entries[name] = content
        return name

    def _new_name(self, part: str, pattern: str) -> str:
        self._names[part] = name = f"{self._folder}/{pattern.format(len(self._names))}"
        return name

    def _write(self, part: str, kind: str) -> None:
        name, root = self._names[part], self._archive.tree(part)
        clean_markup(root, self._traces)
        if kind == "sharedStrings":
            self._blank_unused_strings(root)
        named, kept, new_ids = relation_ids(root), dict[str, str](), dict[str, str]()
        for key, of, base, target, is_external in _relations(self._archive, part):
            if line := self._kept_relation(key in named, of, base, target, is_external, name):
                new_ids[key] = key if _PLAIN_ID.fullmatch(key) else f"rId{90_000 + len(kept)}"
                kept[new_ids[key]] = line
            else:
                self._note_gone(of)
        drop_dead_relations(root, new_ids.keys(), self._traces)
        _rename_ids(root, new_ids)
        if local_name(root) == "worksheet":
            self._strings.update(_shown_strings(root))
        self._entries[name] = to_bytes(root)
        self._types[name] = self._type_of(part)
        if kept:
            lines = "".join(f"<Relationship Id={quoteattr(key)} {line}/>" for key, line in sorted(kept.items()))
            path = PurePosixPath(name)
            self._entries[f"{path.parent}/_rels/{path.name}.rels"] = _relationships_xml(lines)

    def _kept_relation(self, is_named: bool, kind: str, base: str, target: str, is_external: bool, of: str) -> str:
        """The line of it without its id; empty where it goes."""
        if base not in relations.BASES:
            return ""
        address = f'Type="{base}/{kind}" Target='
        if is_external:
            if kind != "hyperlink" or not is_named or not is_web_address(target):
                return ""
            self._traces.keep(target)
            return f'{address}{quoteattr(target)} TargetMode="External"'
        is_wanted = (is_named and kind in relations.NAMED) or kind in relations.IMPLIED
        name = self._take(target, kind) if is_wanted else ""
        return f"{address}{quoteattr(f'/{name}')}" if name else ""

    def _note_gone(self, kind: str) -> None:
        if kind not in relations.NAMED | relations.IMPLIED | relations.HARMLESS or kind in relations.TRACE_OF:
            trace = relations.TRACE_OF.get(kind, HIDDEN)
            self._traces.take(trace, *([NAMES] if trace in {COMMENTS, PROPERTIES} else []))

    def _blank_unused_strings(self, root: Any) -> None:
        for place, one in enumerate(children(root, "si")):
            if place not in self._strings and len(one):
                for text in list(one):
                    one.remove(text)
                one.append(one.makeelement(one.tag[:-2] + "t"))

    def _type_of(self, part: str) -> str:
        given = self._given.get(part, "")
        if not _TYPE.fullmatch(given):
            raise BrokenFile(f"{part} has no content type")
        return given

    def _content_types(self) -> bytes:
        suffixes = {PurePosixPath(name).suffix for name in self._entries}
        known = {**_PICTURES, **_FONTS, ".rels": f"{'application/vnd.openxmlformats-package'}.relationships+xml"}
        defaults = "".join(
            f'<Default Extension="{suffix[1:]}" ContentType="{kind}"/>'
            for suffix, kind in sorted(known.items())
            if suffix in suffixes or suffix == ".rels"
        )
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in sorted(self._types.items())
        )
        return _xml(
            f'<Types xmlns="{_PACKAGE}/content-types">{defaults}<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )


def _content_types(archive: Archive) -> dict[str, str]:
    """By part."""
    defaults: dict[str, str] = {}
    given: dict[str, str] = {}
    for one in archive.tree("[Content_Types].xml"):
        kind = one.get("ContentType", "")
        if local_name(one) == "Default":
            defaults[one.get("Extension", "").lower()] = kind
        else:
            given[one.get("PartName", "").removeprefix("/")] = kind
    return {name: given.get(name) or defaults.get(PurePosixPath(name).suffix.lower()[1:], "") for name in archive.names}


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str, str, bool]]:
    """(id, last word of the type, the rest of it, target, is external)."""
    path = PurePosixPath(part)
    rels = f"{path.parent}/_rels/{path.name}.rels".removeprefix("./") if part else "_rels/.rels"
    if rels not in archive:
        return
    for one in children(archive.tree(rels), "Relationship"):
        base, _slash, kind = one.get("Type", "").rpartition("/")
        target, is_external = one.get("Target", ""), one.get("TargetMode") == "External"
        yield one.get("Id", ""), kind, base, target if is_external else resolve(part, target), is_external


def _rename_ids(root: Any, new_ids: dict[str, str]) -> None:
    if all(old == new for old, new in new_ids.items()):
        return
    for element in root.iter():
        for name, value in element.attrib.items():
            if ("relationships}" in name or name == "relId") and value in new_ids:
                element.attrib[name] = new_ids[value]


def _shown_strings(sheet: Any) -> Iterator[int]:
    for cell in descendants(sheet, "c"):
        if cell.get("t") == "s":
            for value in children(cell, "v"):
                if (value.text or "").strip().isdecimal():
                    yield int(value.text)


def _relationships_xml(lines: str) -> bytes:
    return _xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>')


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()
