"""The one road from a viewer to rows that have an audience, and a bar across every other road.

    class Room(models.Model):
        objects = RoomQuerySet.as_manager()   # the framework's and the actions'
        visible = Gate(RoomQuerySet)          # what reads: Room.visible.to(viewer)

While a member-side request or socket runs, a queryset of such a model that was not opened for a viewer refuses to be
evaluated (`UngatedQuery`), unless an action runs: so `room.messages.all` in a template, a `prefetch_related` or a
`get_object_or_404(Room)` fails in the first test instead of leaking.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Generic, ParamSpec, Self, TypeVar, cast

from django.db import models, transaction

from network.access.viewer import Viewer

_guarded: ContextVar[bool] = ContextVar("guarded", default=False)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Rows = TypeVar("Rows", bound="GatedQuerySet")


class UngatedQuery(RuntimeError):
    """Rows with an audience were about to be read without asking who looks."""


@contextmanager
def guarded() -> Iterator[None]:
    """A member-side request or socket runs: only opened querysets may be read."""
    token = _guarded.set(True)
    try:
        yield
    finally:
        _guarded.reset(token)


@contextmanager
def unguarded() -> Iterator[None]:
    """The framework's own work inside a request, such as saving a revision: rows are read to be written."""
    token = _guarded.set(False)
    try:
        yield
    finally:
        _guarded.reset(token)


def action(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Mark what changes the database: one transaction, within which rows are read to be written, not to be shown."""

    @wraps(function)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with unguarded(), transaction.atomic():
            return function(*args, **kwargs)

    return run


class GatedQuerySet(models.QuerySet[Any]):
    """A queryset that knows whether it was opened for a viewer. Subclasses say what that means in `open_to`."""

    _opened = False

    def open_to(self, viewer: Viewer) -> Self:
        """Rows whose audience is one of the viewer's keys. Asked as `Model.visible.to(viewer)`."""
        return self.filter(audience__in=viewer.keys)

    def opened(self) -> Self:
        """The same rows, marked as opened. For `Gate` and for the `…_by(viewer)` methods of the models alone."""
        rows = self._chain()  # type: ignore[attr-defined]
        rows._opened = True
        return cast(Self, rows)

    def _clone(self) -> Self:
        clone = cast(Self, super()._clone())  # type: ignore[misc]
        clone._opened = self._opened
        return clone

    def _refuse_unopened(self) -> None:
        if _guarded.get() and not self._opened:
            raise UngatedQuery(f"{self.model.__name__} rows are read through .visible.to(viewer), not past the gate.")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._refuse_unopened()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        self._refuse_unopened()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._refuse_unopened()
        return super().count()

    def exists(self) -> bool:
        self._refuse_unopened()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._refuse_unopened()
        return super().aggregate(*args, **kwargs)


class Opening(Generic[Rows]):
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def to(self, viewer: Viewer) -> Rows:
        return self._rows.open_to(viewer).opened()


class Gate(Generic[Rows]):
    """The `visible` of a model: a descriptor whose only method is `.to(viewer)`."""

    def __init__(self, queryset: type[Rows]) -> None:
        self._queryset = queryset

    def __get__(self, instance: object, owner: type[models.Model]) -> Opening[Rows]:
        if instance is not None:
            raise AttributeError("`visible` is asked of the model, not of one row")
        return Opening(self._queryset(model=owner))
