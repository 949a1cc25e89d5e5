"""What each process of the site does."""

import os
from collections.abc import Callable
from importlib import import_module

import uvicorn
from django.core.management import call_command
from django.db import connections
from django.urls import get_resolver

from search.embeddings.bundled_server import command
from search.embeddings.client import use_server

HOST = "127.0.0.1"


def get_ready() -> None:
    """Read in what both processes need, once for both; and leave no connection open that two would then share."""
    import_module("portal.asgi")
    _ = get_resolver().url_patterns
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def serve_site(port: int) -> None:
    uvicorn.run(
        "portal.asgi:application",
        host=HOST,
        port=port,
        ws_per_message_deflate=False,  # compressing each frame by itself doubles its cost, and takes 34 KB a socket
        ws_max_size=65_536,
        access_log=False,
        proxy_headers=False,  # portal.asgi knows whose to believe
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=3,
    )


def serve_index(embeddings_url: str) -> Callable[[], None]:
    """What the worker does, which has an embeddings server of its own: a model takes one text after another, and a long
    one would keep somebody waiting who searches."""

    def serve() -> None:
        use_server(embeddings_url)
        call_command("search_worker")

    return serve


def embeddings_on(port: int, *, niceness: int = 0) -> Callable[[], None]:
    """What a process does that serves the bundled model. niceness: how far it steps back for others, 0 to 19."""

    def serve() -> None:
        os.nice(niceness)
        os.environ["OMP_NUM_THREADS"] = "1"
        program = command(port)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # it greets whoever starts it
        os.execv(program[0], program)  # noqa: S606, a fixed program with no shell

    return serve
