"""Long lists in pages: a cursor says after which row to go on, so that new rows shift nothing and no page is skipped to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

from search.numbers import number_from

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """after: the cursor of the next page, empty on the last one. is_first: nothing stands before it."""

    rows: list[Row]
    after: str
    is_first: bool


def paginate(rows: QuerySet[Any], *, by: str, after: str, size: int) -> Page[Any]:
    """A page of `rows` by the moment in field `by`, then by primary key, the newest first.

    after: a cursor from an earlier page; what is no cursor begins at the start.
    """
    cursor = _read(after)
    if cursor:
        moment, key = cursor
        rows = rows.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "pk__lt": key}))
    found = list(rows.order_by(f"-{by}", "-pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], _write(getattr(last, by), last.pk) if last else "", is_first=cursor is None)


def _write(moment: datetime, key: int) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}~{key}"


def _read(cursor: str) -> tuple[datetime, int] | None:
    moment, _tilde, key = cursor.partition("~")
    number = number_from(key)
    if number is None:
        return None
    try:
        return datetime.strptime(moment, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC), number
    except ValueError:
        return None
