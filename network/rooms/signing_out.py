"""Who signs out leaves the rooms in every open tab of that session. Django tells of it by a signal, and in no other way."""

from typing import Any

from network.access.changes import viewer_changed


def close_open_tabs(user: Any = None, **_kwargs: Any) -> None:
    if user is not None and user.pk:
        viewer_changed(user.pk)
