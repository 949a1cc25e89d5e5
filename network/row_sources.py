"""What parts above the network show on its pages: the texts of a person, the cases of a week. The network knows no case."""

from collections.abc import Callable, Sequence
from typing import Literal

from network.access.viewer import Viewer
from search.registry import Row

Place = Literal["person", "workshop"]
Source = Callable[[int, Viewer], Sequence[Row]]
_sources: dict[Place, list[Source]] = {"person": [], "workshop": []}


def register_row_source(place: Place, source: Source) -> None:
    """Show `source(id, viewer)` on the pages of people (id of the member) or of workshops."""
    if source not in _sources[place]:
        _sources[place].append(source)


def rows_for(place: Place, id: int, viewer: Viewer) -> list[Row]:
    """All rows that the viewer may see there."""
    return [row for source in _sources[place] for row in source(id, viewer)]
