"""What a member may take along: each part says which of its rows and files are his. Nothing of it is ever stored."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from network.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class OwnRows:
    """name: of the JSON file, without its ending. rows: plain values and moments, read one by one."""

    name: str
    rows: Iterable[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """path: within the archive. size: in bytes, so that what is too much is left out before it is opened."""

    path: str
    size: int
    open: Callable[[], IO[bytes]]


OwnThing = OwnRows | OwnFile
Source = Callable[[Viewer], Iterator[OwnThing]]
_sources: list[Source] = []


def register_own_data(source: Source) -> None:
    """Let `source(viewer)` give what is the viewer's own: as much of it as he may see, and what he said under a seal, too."""
    if source not in _sources:
        _sources.append(source)


def own_things(viewer: Viewer) -> Iterator[OwnThing]:
    for source in _sources:
        yield from source(viewer)
