"""The text of Word, PowerPoint and Excel files: every `w:t`, `a:t` and cell, in the order of reading.

Not what was deleted, nor comments and speaker's notes. Of a drawing that stands there in two versions for two programs, one.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from search.extraction.archives import Archive, BrokenFile, children, descendants, local_name, relationships
from search.extraction.paged_sections import PAGE_BREAK, paged_sections

Pages = Iterator[tuple[str, str]]
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".emf", ".wmf", ".webp")
# With all that stands in them: deleted and moved away, comments, what Word computes anew, drawings for other programs.
_SKIPPED = {"del", "moveFrom", "comment", "instrText", "delInstrText", "pPrChange", "rPrChange", "sectPrChange"}
_BREAKS = {"p", "br", "cr", "tab", "tc", "tr", "h"}
_SIGNS = {"noBreakHyphen": "-", "lastRenderedPageBreak": PAGE_BREAK}
_DRAWN = ("chart", "chartEx", "diagramData")
_HEADING_STYLES = ("heading", "title", "заголовок", "название")


def docx(archive: Archive) -> Pages:
    """Between its headings, and on its pages where Word has noted where they ended when it last showed them."""
    main = main_part(archive)
    rels = list(relationships(archive, main))
    reader = _Document(archive, main, rels)
    yield from reader.pages()
    for kind in ("header", "footer"):
        for part in dict.fromkeys(target for _id, of, target, is_external in rels if of == kind and not is_external):
            yield "", text_of(archive.tree(part))
            yield from (("", text) for text in _drawn(archive, part))


def pptx(archive: Archive) -> Pages:
    """Slide by slide, in their order."""
    main = main_part(archive)
    slides = {key: target for key, kind, target, _external in relationships(archive, main) if kind == "slide"}
    listed = [_relation_id(one) for one in descendants(archive.tree(main), "sldId")]
    for number, key in enumerate(listed, 1):
        if key not in slides:
            raise BrokenFile("a slide is missing")
        part = slides[key]
        yield str(number), "\n".join((text_of(archive.tree(part)), *_drawn(archive, part)))


def xlsx(archive: Archive) -> Pages:
    """Sheet by sheet, each under its name. Numbers are no words."""
    main = main_part(archive)
    rels = list(relationships(archive, main))
    parts = {key: target for key, _kind, target, _external in rels}
    strings = [
        text_of(one)
        for part in (target for _key, kind, target, _external in rels if kind == "sharedStrings")
        for one in children(archive.tree(part), "si")
    ]
    for sheet in descendants(archive.tree(main), "sheet"):
        part = parts.get(_relation_id(sheet), "")
        if part not in archive:
            continue
        cells = _cells(archive.tree(part), strings)
        drawings = [target for _key, kind, target, _ext in relationships(archive, part) if kind == "drawing"]
        drawn = (text for one in drawings for text in (text_of(archive.tree(one)), *_drawn(archive, one)))
        yield sheet.get("name", ""), "\n".join(chain(cells, _drawn(archive, part), drawn))


def main_part(archive: Archive) -> str:
    """The part that all others hang on. Raises BrokenFile where there is none."""
    for _id, kind, target, is_external in relationships(archive, ""):
        if kind == "officeDocument" and not is_external and target in archive:
            return target
    raise BrokenFile("no document in it")


def picture_count(archive: Archive) -> int:
    """Pictures that the document shows, each once."""
    return sum(name.lower().endswith(PICTURES) and "/media/" in name for name in archive.names)


def text_of(element: Any) -> str:
    return "".join(_pieces(element, {})).strip()


def _pieces(element: Any, notes: Mapping[str, str]) -> Iterator[str]:
    """notes: what stands in footnotes and endnotes, by kind and id: it is read where it is referred to."""
    name = local_name(element)
    if name in _SKIPPED or not name:
        return
    if name == "AlternateContent":
        versions = list(children(element, "Choice")) or list(children(element, "Fallback"))
        if versions:
            yield from _pieces(versions[0], notes)
        return
    if name in {"t", "v"}:  # `v`: what a chart keeps of the cells that it was drawn from
        yield element.text or ""
    elif name in {"footnoteReference", "endnoteReference"}:
        key = f"{name.removesuffix('Reference')} {_value(element, 'id')}"
        yield f" {notes.get(key, '')} "
    elif name in {"docPr", "cNvPr"}:
        yield f"\n{element.get('descr', '')}\n" if element.get("descr") else ""
    elif name in _SIGNS:
        yield _SIGNS[name]
    for child in element:
        yield from _pieces(child, notes)
    if name in _BREAKS:
        yield "\n"


class _Document:
    """Walks the body of a Word file and cuts it where a heading or a page begins."""

    def __init__(self, archive: Archive, main: str, rels: list[tuple[str, str, str, bool]]) -> None:
        self._body = archive.tree(main)
        self._drawn = {key: (kind, target) for key, kind, target, _external in rels if kind in _DRAWN}
        self._archive = archive
        self._headings = _heading_styles(archive, rels)
        self._notes = {
            f"{local_name(note)} {_value(note, 'id')}": text_of(note)
            for _key, kind, part, _external in rels
            if kind in {"footnotes", "endnotes"} and part in archive
            for note in children(archive.tree(part), "footnote", "endnote")
        }

    def pages(self) -> Pages:
        is_paged = next(descendants(self._body, "lastRenderedPageBreak"), None) is not None
        return paged_sections(self._blocks(), is_paged=is_paged)

    def _blocks(self) -> Iterator[tuple[bool, str]]:
        for block in _blocks(next(children(self._body, "body"), self._body)):
            text = "".join(_pieces(block, self._notes))
            yield local_name(block) == "p" and _style(block) in self._headings, text
            yield from ((False, drawn) for drawn in self._drawn_in(block))

    def _drawn_in(self, block: Any) -> Iterator[str]:
        """What stands in charts and diagrams of this block, which have parts of their own."""
        for one in descendants(block, "chart", "relIds"):
            for value in one.attrib.values():
                if value in self._drawn:
                    yield _drawing_text(self._archive, self._drawn[value][1])


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables, those within content controls and custom XML too."""
    for child in body:
        if local_name(child) in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}:
            yield from _blocks(child)
        else:
            yield child


def _heading_styles(archive: Archive, rels: list[tuple[str, str, str, bool]]) -> set[str]:
    part = next((target for _key, kind, target, _external in rels if kind == "styles"), "")
    if part not in archive:
        return set()
    return {
        _value(style, "styleId")
        for style in children(archive.tree(part), "style")
        if any(_value(name, "val").lower().startswith(_HEADING_STYLES) for name in children(style, "name"))
    }


def _style(paragraph: Any) -> str:
    for properties in children(paragraph, "pPr"):
        for style in children(properties, "pStyle"):
            return _value(style, "val")
    return ""


def _cells(sheet: Any, strings: list[str]) -> Iterator[str]:
    for cell in descendants(sheet, "c"):
        kind, value = cell.get("t", "n"), next(children(cell, "v"), None)
        if kind == "s" and value is not None:
            place = (value.text or "").strip()
            yield strings[int(place)] if place.isdecimal() and int(place) < len(strings) else ""
        elif kind == "inlineStr":
            yield text_of(cell)
        elif kind == "str" and value is not None:
            yield value.text or ""
    for said in descendants(sheet, "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        yield said.text or ""


def _drawn(archive: Archive, part: str) -> Iterator[str]:
    """What stands in the charts and diagrams of a part."""
    for _key, kind, target, is_external in relationships(archive, part):
        if kind in _DRAWN and not is_external:
            yield _drawing_text(archive, target)


def _drawing_text(archive: Archive, part: str) -> str:
    """Numbers that a chart was drawn from are no words."""
    if part not in archive:
        return ""
    tree = archive.tree(part)
    for cache in list(descendants(tree, "numCache", "numLit")):
        cache.getparent().remove(cache)
    return "\n".join(piece for piece in _pieces(tree, {}) if piece.strip())


def _relation_id(element: Any) -> str:
    return next((value for name, value in element.attrib.items() if name.endswith("relationships}id")), "")


def _value(element: Any, name: str) -> str:
    """Of an attribute, with or without its namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
