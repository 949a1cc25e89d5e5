"""Lists in Wagtail's admin."""

from collections.abc import Iterable
from typing import Any

from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Table


def remove_bulk_checkboxes() -> None:
    """From every table at once: nothing is done to many things together, see `cases.editorial.admin.absent_urls`."""
    begin = Table.__init__

    def begin_without(self: Table, columns: Iterable[BaseColumn], *args: Any, **kwargs: Any) -> None:
        kept = [column for column in columns if not isinstance(column, BulkActionsCheckboxColumn)]
        begin(self, kept, *args, **kwargs)

    Table.__init__ = begin_without
