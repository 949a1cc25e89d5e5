"""What a part shows on the pages of one below it: the texts of a person, the cases and the people of a week."""

from collections.abc import Callable, Sequence
from typing import Literal

from network.access.viewer import Viewer
from search.registry import Row

Place = Literal["person", "workshop", "participants"]
Source = Callable[[int, Viewer], Sequence[Row]]
_sources: dict[Place, list[Source]] = {"person": [], "workshop": [], "participants": []}


def register_row_source(place: Place, source: Source) -> None:
    """Show `source(id, viewer)` on the pages of people (id of the member) or of workshops, there among the participants or below."""
    if source not in _sources[place]:
        _sources[place].append(source)


def rows_for(place: Place, id: int, viewer: Viewer) -> list[Row]:
    """All rows that the viewer may see there."""
    return [row for source in _sources[place] for row in source(id, viewer)]
