"""Sheets that Wagtail's reports write. A row from before texts were cleaned costs its odd characters, never the sheet;
and no cell runs."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from network.access.audit.acts import Act
from network.access.audit.recording import record
from search.exports.csv_table import escape_formula
from search.input.xml_text import to_xml_text


def clean_spreadsheets() -> None:
    """For every report at once: Wagtail has no other place in which to say so."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_text(self: Any, field: str, value: Any, export_format: str) -> Any:
        cell = preprocess(self, field, value, export_format)
        if not isinstance(cell, str):
            return cell
        # Of a workbook Wagtail says itself that its cells are words.
        return escape_formula(to_xml_text(cell)) if export_format == self.FORMAT_CSV else to_xml_text(cell)

    as_spreadsheet = SpreadsheetExportMixin.as_spreadsheet

    def as_audited_spreadsheet(self: Any, *args: Any, **kwargs: Any) -> Any:
        record(Act.EXPORTED, f"report:{type(self).__name__}")
        return as_spreadsheet(self, *args, **kwargs)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_text
    SpreadsheetExportMixin.as_spreadsheet = as_audited_spreadsheet
