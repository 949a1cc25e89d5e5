"""Sheets that Wagtail's reports write. A row from before texts were cleaned costs its odd characters, never the sheet."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from search.input.xml_text import to_xml_text


def clean_spreadsheets() -> None:
    """For every report at once: Wagtail has no other place in which to say so."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_text(self: Any, field: str, value: Any, export_format: str) -> Any:
        cell = preprocess(self, field, value, export_format)
        return to_xml_text(cell) if isinstance(cell, str) else cell

    SpreadsheetExportMixin.preprocess_field_value = preprocess_text
