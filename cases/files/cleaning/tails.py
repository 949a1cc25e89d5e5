"""Elements of OpenDocument taken out of their text: what stands behind one belongs to the text, and lxml would take it along."""

from typing import Any

from cases.files.cleaning.office.changes import unwrap


def remove_keeping_tail(element: Any) -> None:
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def unwrap_keeping_text(element: Any) -> None:
    """What stands in it takes its place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.text:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.text
        else:
            parent.text = (parent.text or "") + element.text
    if len(element):
        element[-1].tail = (element[-1].tail or "") + (element.tail or "")
        unwrap(element)
        return
    element.text = None
    remove_keeping_tail(element)


def drop_source(element: Any) -> None:
    """A table that another file was read into, unseen; or the note of it in a table that is shown."""
    table = element.getparent()
    remove_keeping_tail(element)
    if table is not None and any("file:" in value for value in table.attrib.values()):
        remove_keeping_tail(table)
