"""What a report shows, as a sheet: by Wagtail's own writers, and for a Russian Excel with semicolons and a byte order mark."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http.response import HttpResponseBase
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin

FORMATS = tuple(SpreadsheetExportMixin.FORMATS)


class Sheet(SpreadsheetExportMixin):
    def __init__(self, name: str, headings: Mapping[str, Any]) -> None:
        """headings: by the attribute of a row."""
        self.export_filename = name
        self.export_headings = headings
        self.list_export = [*headings]

    def stream_csv(self, rows: Iterable[Any]) -> Iterator[bytes]:
        writer = csv.writer(Echo(), delimiter=";", lineterminator="\r\n")
        yield "\ufeff".encode()
        yield writer.writerow([self.get_heading(rows, field) for field in self.list_export])
        for row in rows:
            cells = self.to_row_dict(row).items()
            yield writer.writerow([self.preprocess_field_value(field, cell, self.FORMAT_CSV) for field, cell in cells])


def sheet(name: str, headings: Mapping[str, Any], rows: Iterable[Any], form: str) -> HttpResponseBase:
    """form: one of FORMATS."""
    answer: HttpResponseBase = Sheet(name, headings).as_spreadsheet(rows, form)
    return answer
