"""Tracked changes of a Word text, accepted: it reads as it would once all of them are, and nobody is named for them."""

from typing import Any

from cases.files.cleaning.traces import CHANGES, COMMENTS, NAMES, Traces
from search.extraction.archives import children, descendants, local_name

_DELETED = ("del", "moveFrom")
_INSERTED = ("ins", "moveTo")
_FORMER = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange",
    "numberingChange", "cellIns", "cellMerge", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
)  # fmt: skip
_REMARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")


def accept_changes(root: Any, traces: Traces) -> None:
    for row in list(descendants(root, "tr")):
        if _is_marked(row, "trPr", "del"):
            _drop_row(row, traces)
    for cell in list(descendants(root, "tc")):
        if _is_marked(cell, "tcPr", "cellDel"):
            traces.take(CHANGES)
            _empty_or_drop_cell(cell)
    for paragraph in list(descendants(root, "p")):
        if _ends_deleted(paragraph):
            _join_with_next(paragraph, traces)
    for gone in list(descendants(root, *_DELETED, *_FORMER, "cellDel")):
        traces.take(CHANGES, NAMES)
        remove(gone)
    for kept in list(descendants(root, *_INSERTED)):
        traces.take(CHANGES, NAMES)
        unwrap(kept)
    for remark in list(descendants(root, *_REMARKS)):
        traces.take(COMMENTS)
        remove(remark)


def remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Any) -> None:
    """What stands in it takes its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def _is_marked(element: Any, properties: str, mark: str) -> bool:
    return any(next(children(one, mark), None) is not None for one in children(element, properties))


def _drop_row(row: Any, traces: Traces) -> None:
    traces.take(CHANGES)
    table = row.getparent()
    remove(row)
    if table is not None and next(descendants(table, "tr"), None) is None:
        remove(table)


def _empty_or_drop_cell(cell: Any) -> None:
    """A row has one cell at least."""
    row = cell.getparent()
    if row is not None and len(list(children(row, "tc"))) > 1:
        remove(cell)
        return
    for block in list(children(cell, "p", "tbl")):
        for run in list(block):
            if local_name(run) != "pPr":
                remove(run)


def _ends_deleted(paragraph: Any) -> bool:
    return any(
        next(children(run, *_DELETED), None) is not None
        for properties in children(paragraph, "pPr")
        for run in children(properties, "rPr")
    )


def _join_with_next(paragraph: Any, traces: Traces) -> None:
    """Its end was deleted: what it says goes on in the paragraph behind it, if there is one."""
    traces.take(CHANGES)
    following = paragraph.getnext()
    if following is None or local_name(following) != "p":
        return
    place = 1 if next(children(following, "pPr"), None) is not None else 0
    following[place:place] = [one for one in paragraph if local_name(one) != "pPr"]
    remove(paragraph)
