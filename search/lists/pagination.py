"""Long lists in pages: a cursor says after which row to go on, so that new rows shift nothing and no page is skipped to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

from search.engines.protocol import Thing
from search.input.numbers import number_from

Row = TypeVar("Row")
MAX_KIND_LENGTH = 20


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[Row]):
    """after: the cursor of the next page, empty on the last one. is_first: nothing stands before it."""

    rows: list[Row]
    after: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class RankCursor:
    """Where rows are in the order of a ranking: the last thing of the page before, and its rank. What is shown next stays
    right when things come and go."""

    rank: int = 0
    thing: Thing | None = None

    def __str__(self) -> str:
        return f"{self.rank}~{self.thing.kind}~{self.thing.id}" if self.thing else ""

    @classmethod
    def parse(cls, cursor: str) -> "RankCursor":
        """What is no cursor begins at the start."""
        rank, _tilde, thing = cursor.partition("~")
        kind, _tilde, id = thing.partition("~")
        at, number = number_from(rank), number_from(id)
        return cls() if at is None or number is None or len(kind) > MAX_KIND_LENGTH else cls(at, Thing(kind, number))


def paginate(rows: QuerySet[Any], *, by: str, after: str, size: int) -> CursorPage[Any]:
    """A page of `rows` by the moment in field `by`, then by primary key, the newest first.

    after: a cursor from an earlier page; what is no cursor begins at the start.
    """
    cursor = _read(after)
    if cursor:
        moment, key = cursor
        rows = rows.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "pk__lt": key}))
    found = list(rows.order_by(f"-{by}", "-pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return CursorPage(found[:size], _write(getattr(last, by), last.pk) if last else "", is_first=cursor is None)


def paginate_before(rows: QuerySet[Any], *, by: str, before: int | None, size: int) -> CursorPage[Any]:
    """A page of `rows` by the number in field `by`, the highest first. before: the number of the last row of the page above."""
    earlier = rows if before is None else rows.filter(**{f"{by}__lt": before})
    found = list(earlier.order_by(f"-{by}")[: size + 1])
    after = str(getattr(found[size - 1], by)) if len(found) > size else ""
    return CursorPage(found[:size], after, is_first=before is None)


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
