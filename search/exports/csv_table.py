"""A table that opens in a Russian Excel as it is: semicolons, a byte order mark, and no cell that runs."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from search.registry import Row

# What a cell begins with that a spreadsheet takes for a formula.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(rows: Iterable[tuple[Row, str]]) -> bytes:
    """rows: with their absolute addresses."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("Title"),
            _("Kind"),
            _("Language"),
            _("Countries"),
            _("Themes"),
            _("Authors"),
            _("Day"),
            _("Address"),
            _("Summary"),
            _("Licence"),
        ]
    )
    for row, address in rows:
        day = date_format(localtime(row.published), "SHORT_DATE_FORMAT") if row.published else ""
        cells = [row.title, row.kind_label, row.language, ", ".join(row.countries), ", ".join(row.themes)]
        writer.writerow(map(escape_formula, [*cells, row.byline_text, day, address, row.summary, row.licence]))
    return text.getvalue().encode("utf-8-sig")


def escape_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) else cell
