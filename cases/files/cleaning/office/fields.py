"""Fields of a Word text: those that number and lead stay, of all others what they show. Their instructions hold names of
persons, files and databases, and Word computes them anew."""

from typing import Any

from cases.files.cleaning.office.changes import remove, unwrap
from cases.files.cleaning.traces import LINKS, OFFICE, Traces, is_web_address
from search.extraction.archives import descendants, local_name

_KEPT = {
    "=", "LISTNUM", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "REF", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "TC", "TOC",
    "INDEX", "XE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
}  # fmt: skip


def flatten_fields(root: Any, traces: Traces) -> None:
    for simple in list(descendants(root, "fldSimple")):
        if not _may_stay(_attribute(simple, "instr"), traces):
            unwrap(simple)
    open_fields: list[tuple[list[Any], list[Any]]] = []  # marks and instructions of each field that has not ended yet
    for one in list(descendants(root, "fldChar", "instrText")):
        if local_name(one) == "instrText":
            if open_fields:
                open_fields[-1][1].append(one)
            continue
        kind = _attribute(one, "fldCharType")
        if kind == "begin":
            open_fields.append(([], []))
        if open_fields:
            open_fields[-1][0].append(one)
        if kind == "end" and open_fields:
            _settle(*open_fields.pop(), traces)
    for unfinished in open_fields:
        _settle(*unfinished, traces, is_broken=True)


def _settle(marks: list[Any], instructions: list[Any], traces: Traces, *, is_broken: bool = False) -> None:
    said = "".join(one.text or "" for one in instructions)
    if is_broken or not _may_stay(said, traces):
        for one in (*marks, *instructions):
            remove(one)


def _may_stay(instruction: str, traces: Traces) -> bool:
    words = instruction.split()
    name = words[0].upper() if words else ""
    if name in _KEPT or name.startswith("="):
        return True
    if name == "HYPERLINK":
        address = words[1].strip('"') if len(words) > 1 else ""
        if address.lower() == "\\l":
            return True
        if is_web_address(address):
            traces.keep(address)
            return True
    traces.take(LINKS if name in {"HYPERLINK", "LINK", "INCLUDEPICTURE", "INCLUDETEXT"} else OFFICE)
    return False


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
