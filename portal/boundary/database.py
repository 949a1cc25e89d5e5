"""What reaches the database, whichever way it goes: a form, a socket, an import, a shell."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from search.input.xml_text import to_xml_data, to_xml_text


def keep_xml_text() -> None:
    """From now on every connection writes, and looks for, text that is XML 1.0: `update()` and raw SQL too."""
    connection_created.connect(_watch, dispatch_uid="portal.boundary.database.keep_xml_text")


def _watch(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if _execute_with_xml_text not in connection.execute_wrappers:
        connection.execute_wrappers.append(_execute_with_xml_text)


def _execute_with_xml_text(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if params:
        params = [_clean_row(row) for row in params] if many else _clean_row(params)
    return execute(sql, params, many, context)


def _clean_row(row: Any) -> Any:
    if isinstance(row, Mapping):
        return {name: _clean(value) for name, value in row.items()}
    return [_clean(value) for value in row]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return to_xml_text(value)
    if type(value).__name__ in {"Json", "Jsonb"}:  # psycopg's, which is not there with SQLite
        value.obj = to_xml_data(value.obj)
    return value
