"""Sections in Wagtail's admin: an editor that keeps all that members may write, tables too, and cleans what comes back."""

from collections.abc import Mapping
from typing import Any

from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media, Script

from network.markup import clean

# What network.markup lets through. Wagtail's own rich text would lose tables when an editor saves.
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "History": True,
}


class EditorsProse(AdminProseEditorWidget):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, config={"extensions": EXTENSIONS}, preset="configurable", **kwargs)

    @property
    def media(self) -> Media:
        """What names an editor comes before what makes it, or it would hear of none."""
        return Media(js=[Script("portal/js/prose-name.js", type="module")]) + super().media

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        text = super().value_from_datadict(data, files, name)
        return clean(text) if text else text
