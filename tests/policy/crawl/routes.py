"""Every address that the site knows, as the URL resolver tells them: a new view is in the matrix before anybody thinks of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import URLResolver, get_resolver
from django.utils.translation import override

_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")
DESK = "admin/"


@dataclass(frozen=True, slots=True)
class Route:
    """pattern: as in urls.py, without the language, parts as <name>; prefix: the language and a slash, or nothing."""

    prefix: str
    pattern: str

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(_PART.findall(self.pattern))

    @property
    def is_desk(self) -> bool:
        return self.pattern.startswith(DESK)

    def address(self, values: Mapping[str, Any]) -> str:
        return "/" + self.prefix + _PART.sub(lambda part: quote(str(values[part[1]])), self.pattern)


def routes(language: str) -> list[Route]:
    """All of them, each once, with the interface in `language`."""
    with override(language):
        patterns = list(dict.fromkeys(_patterns(get_resolver(), "")))
    prefix = f"{language}/"
    return [
        Route(prefix, pattern.removeprefix(prefix)) if pattern.startswith(prefix) else Route("", pattern)
        for pattern in patterns
    ]


def _patterns(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        pattern = before + _plain(str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, pattern)
        else:
            yield pattern


def _plain(pattern: str) -> str:
    """A regular expression as if it had been written with `path`."""
    return _PART.sub(r"<\1>", _GROUP.sub(r"<\1>", pattern).replace(r"\.", ".").replace("^", "").replace("$", ""))
