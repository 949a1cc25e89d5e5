"""What is kept in several languages, in the one that its reader knows best."""

from collections.abc import Mapping
from typing import TypeVar

from django.utils.translation import get_language

T = TypeVar("T")


def localized(texts: Mapping[str, T], language: str = "") -> T | None:
    """Language to text: that in `language`, the interface's unless told; else in Russian, which most civil servants of the
    region read; else in English. None where there is none of these.
    """
    codes = (language or get_language() or "en", "ru", "en")
    return next((text for code in codes if (text := texts.get(code))), None)
