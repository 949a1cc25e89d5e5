"""Telling open tabs that what a member may see has changed: they ask the gate again, or close."""

import asyncio
import logging
from functools import partial

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LAYER_IS_AWAY = (OSError, RuntimeError, RedisError)
PATIENCE = 3.0  # seconds; what waits for the layer is somebody's request


def viewer_group(member_id: int) -> str:
    """The name in the channel layer of all tabs of one member."""
    return f"viewer.{member_id}"


def viewer_changed(member_id: int) -> None:
    """Call it when a member gains or loses a key, signs out, or is closed; open tabs are told after the commit."""
    transaction.on_commit(partial(tell, viewer_group(member_id), {"type": "viewer.changed", "member": member_id}))


def tell(group: str, event: dict[str, object]) -> None:
    """Wake who listens. The layer carries no truth: when it is gone, tabs find out by themselves, only later."""
    try:
        async_to_sync(_send)(group, event)
    except LAYER_IS_AWAY as error:
        logger.warning("Nobody could be woken in %s: %s", group, error)


async def _send(group: str, event: dict[str, object]) -> None:
    async with asyncio.timeout(PATIENCE):
        await get_channel_layer().group_send(group, event)
