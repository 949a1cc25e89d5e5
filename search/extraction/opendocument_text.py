"""The text of OpenDocument files: every paragraph and heading. Not what was deleted, nor comments and speaker's notes."""

from collections.abc import Iterator
from typing import Any

from search.extraction.archives import Archive, BrokenFile, EncryptedFile, children, descendants, local_name
from search.extraction.paged_sections import PAGE_BREAK, paged_sections

Pages = Iterator[tuple[str, str]]
PICTURES = "Pictures/"
_SKIPPED = {
    "tracked-changes", "annotation", "annotation-end", "notes", "note-citation", "ruby-text", "scripts", "event-listeners",
    "binary-data", "sender-email",
}  # fmt: skip
_SIGNS = {"s": " ", "tab": " ", "line-break": " ", "soft-page-break": PAGE_BREAK}
_BREAKS = {"p", "h", "title", "desc", "note-body", "table-cell"}


def refuse_encrypted(archive: Archive) -> None:
    if "META-INF/manifest.xml" not in archive:
        raise BrokenFile("no manifest")
    if next(descendants(archive.tree("META-INF/manifest.xml"), "encryption-data", "encrypted-key"), None) is not None:
        raise EncryptedFile


def opendocument(archive: Archive) -> Pages:
    """A text between its headings and on its pages, where they are noted; sheets by name; slides by number."""
    refuse_encrypted(archive)
    body = next(descendants(archive.tree("content.xml"), "body"), None)
    if body is None:
        raise BrokenFile("no body")
    for kind in children(body, "text"):
        yield from _text(archive, kind)
    for kind in children(body, "spreadsheet"):
        for table in children(kind, "table"):
            yield _attribute(table, "name"), _words(archive, table)
    for kind in children(body, "presentation", "drawing"):
        for number, page in enumerate(children(kind, "page"), 1):
            yield str(number), _words(archive, page)
    if "styles.xml" in archive:
        for part in descendants(archive.tree("styles.xml"), "header", "footer", "header-left", "footer-left"):
            yield "", _words(archive, part)


def picture_count(archive: Archive) -> int:
    return sum(name.startswith(PICTURES) for name in archive.names)


def _text(archive: Archive, body: Any) -> Pages:
    is_paged = next(descendants(body, "soft-page-break"), None) is not None
    blocks = ((local_name(block) == "h", _words(archive, block)) for block in _blocks(body))
    return paged_sections(blocks, is_paged=is_paged)


def _blocks(body: Any) -> Iterator[Any]:
    for child in body:
        if local_name(child) in {"section", "index-body"}:
            yield from _blocks(child)
        else:
            yield child


def _words(archive: Archive, element: Any) -> str:
    return "".join(_pieces(archive, element, 0))


def _pieces(archive: Archive, element: Any, depth: int) -> Iterator[str]:
    """depth: of documents within documents: a chart is one, and none holds another."""
    name = local_name(element)
    if name in _SKIPPED or not name:
        return
    if name in _SIGNS:
        yield _SIGNS[name]
    if name == "object" and depth == 0:
        yield from _embedded(archive, element)
    yield element.text or ""
    for child in element:
        yield from _pieces(archive, child, depth)
        yield child.tail or ""
    if name in _BREAKS:
        yield "\n"


def _embedded(archive: Archive, element: Any) -> Iterator[str]:
    content = f"{_attribute(element, 'href').removeprefix('./')}/content.xml"
    if content in archive:
        yield "\n"
        for body in descendants(archive.tree(content), "body"):
            yield from _pieces(archive, body, 1)
        yield "\n"


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
