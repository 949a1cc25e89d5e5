"""By what a translation knows that its original has changed: each part of it holds the fingerprint of what it was made from."""

from hashlib import sha256
from typing import Any

from network.markup import plain

LENGTH = 16
ABOUT = ("title", "summary")


def translated_fields(page: Any) -> tuple[str, ...]:
    """The parts of a text that a translation tells in its own language, in the order of reading."""
    return (*ABOUT, *(field for field, _title in page.SECTIONS))


def fingerprint(text: str) -> str:
    """Of the words alone: another paragraph or a bold word asks for no new translation. Empty where there are none."""
    words = " ".join(plain(text).split())
    return sha256(words.encode()).hexdigest()[:LENGTH] if words else ""


def fingerprints(page: Any) -> dict[str, str]:
    """Of each part that has a text."""
    found = {field: fingerprint(getattr(page, field)) for field in translated_fields(page)}
    return {field: mark for field, mark in found.items() if mark}
