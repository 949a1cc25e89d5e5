"""What a book says of other books, on whose disk they lie included: it goes, and what was last read from them stays."""

import re
from typing import Any

from cases.files.cleaning.office.changes import remove
from cases.files.cleaning.traces import LINKS, Traces
from search.extraction.archives import descendants, local_name

PARTS_OF_A_BOOK = {"workbookPr", "bookViews", "sheets", "definedNames", "calcPr"}
_OTHER_BOOK = re.compile(r"\[\d+\]|[A-Za-z]:\\|\\\\|file:")


def cut_outer_references(root: Any, traces: Traces) -> None:
    kind = local_name(root)
    if kind == "workbook":
        _drop_outer_names(root, traces)
    elif kind == "worksheet":
        _drop_outer_formulas(root, traces)


def _drop_outer_names(root: Any, traces: Traces) -> None:
    for one in list(descendants(root, "definedName")):
        for given in ("comment", "description", "statusBar", "help"):
            one.attrib.pop(given, None)
        if _OTHER_BOOK.search(one.text or ""):
            traces.take(LINKS)
            remove(one)


def _drop_outer_formulas(root: Any, traces: Traces) -> None:
    """What another file says stays as it was last read."""
    for formula in list(descendants(root, "f")):
        if _OTHER_BOOK.search(formula.text or ""):
            traces.take(LINKS)
            remove(formula)
