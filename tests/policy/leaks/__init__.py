"""The leaks, by part of the site: each a fault that somebody could make in good faith, in one place."""

from tests.policy.leaks import access, admin, curation, exits, files, people, rooms, search, stored, texts  # noqa: F401, they register
from tests.policy.leaks.base import LEAKS, Leak

__all__ = ["LEAKS", "Leak"]
