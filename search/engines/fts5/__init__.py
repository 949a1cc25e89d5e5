"""SQLite's full-text index in a file of its own: no server, beside any database."""

from .engine import Fts5Engine

__all__ = ["Fts5Engine"]
