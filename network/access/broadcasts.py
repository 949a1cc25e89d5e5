"""Telling open tabs that what a member may see has changed: they ask the gate again, or close.

Keys are given and taken by rows: accounts, memberships, sessions. Whoever changes such a row, by an action, in the admin or by
a queryset, tells the members it was about: a part names its rows with `watch`, and their queryset is a `WatchedQuerySet`.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import models, transaction
from django.db.models.signals import post_save, pre_delete, pre_save
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LAYER_ERRORS = (OSError, RuntimeError, RedisError)
TIMEOUT_SECONDS = 3.0  # seconds; what waits for the layer is somebody's request

Event = Mapping[str, object]


def viewer_group(member_id: int) -> str:
    """The name in the channel layer of all tabs of one member."""
    return f"viewer.{member_id}"


def viewer_changed(member_id: int) -> None:
    """The member gained or lost a key, signed out, or is closed; open tabs are told after the commit."""
    viewers_changed([member_id])


def viewers_changed(member_ids: Iterable[int]) -> None:
    told = {viewer_group(member): {"type": "viewer.changed", "member": member} for member in member_ids}
    if told:
        tell_after_commit(told)


def tell_after_commit(events: Mapping[str, Event]) -> None:
    """events: one for each group of the layer. Told before the commit, a tab would look and find nothing new."""
    transaction.on_commit(partial(broadcast, events))


def broadcast(events: Mapping[str, Event]) -> None:
    """Wake who listens. The layer carries no truth: when it is gone, tabs find out by themselves, only later."""
    try:
        async_to_sync(_send)(events)
    except LAYER_ERRORS as error:
        logger.warning("Nobody could be woken in %s: %s", ", ".join(events), error)


async def _send(events: Mapping[str, Event]) -> None:
    layer = get_channel_layer()
    for group, event in events.items():
        async with asyncio.timeout(TIMEOUT_SECONDS):
            await layer.group_send(group, dict(event))


class WatchedQuerySet(models.QuerySet[Any]):
    """Rows that give keys. Django sends no signal when many are changed by one statement: those are told of here."""

    def update(self, **changes: Any) -> int:
        watched = _watched.get(self.model)
        if watched is None or not watched.concerns(changes):
            return super().update(**changes)
        with transaction.atomic():
            # Asked before: afterwards the rows may no longer fit what they were found by.
            told = watched.of(self) | watched.given_to(changes)
            rows = super().update(**changes)
            watched.tell(told)
        return rows

    update.alters_data = True  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Watched:
    """Whom a row is about.

    path: from the row to the ids that `tell` is called with. fields: the changes that matter; all where none is named.
    """

    path: str
    fields: frozenset[str] = frozenset()
    tell: Callable[[Iterable[int]], None] = viewers_changed

    def concerns(self, fields: Iterable[str] | None) -> bool:
        return fields is None or not self.fields or not self.fields.isdisjoint(fields)

    def of(self, rows: models.QuerySet[Any]) -> set[int]:
        return {about for about in rows.order_by().values_list(self.path, flat=True) if about is not None}

    def given_to(self, changes: Mapping[str, Any]) -> set[int]:
        """Who gets a key when rows are handed over: it is nobody that they were about before."""
        about = changes.get(self.path, changes.get(f"{self.path}_id"))
        about = getattr(about, "pk", about)
        return {about} if isinstance(about, int) else set()


_watched: dict[type[models.Model], Watched] = {}


def watch(model: type[models.Model], watched: Watched) -> None:
    """Whenever a row is made, changed or deleted, its members' open tabs ask again."""
    _watched[model] = watched
    for signal in (pre_save, post_save, pre_delete):
        signal.connect(_row_changed, sender=model, dispatch_uid=f"watch:{model.__name__}")


def _row_changed(
    sender: type[models.Model], instance: models.Model, update_fields: Iterable[str] | None = None, **_rest: Any
) -> None:
    watched = _watched[sender]
    if instance.pk is not None and watched.concerns(update_fields):
        watched.tell(watched.of(sender._base_manager.filter(pk=instance.pk)))
