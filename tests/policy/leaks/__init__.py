"""The leaks, by part of the site: each a fault that somebody could make in good faith, in one place."""

from tests.policy.leaks import access, admin, curation, exits, files, people, rooms, search, stored, texts
from tests.policy.leaks.base import LEAKS, Leak

# Each puts its own into LEAKS when it is read.
PARTS = (access, admin, curation, exits, files, people, rooms, search, stored, texts)

__all__ = ["LEAKS", "PARTS", "Leak"]
