"""Cases and practices on the network's pages: those of a person, those of a week."""

from collections.abc import Sequence

from cases.library.models import KINDS
from cases.reading.rows import rows_of
from network.access.byline import Attribution
from network.access.viewer import Viewer
from network.row_sources import register_row_source
from search.registry import Row

MAX_ROWS = 30


def of_person(member_id: int, viewer: Viewer) -> Sequence[Row]:
    """What this member published under his name. Texts under the Chatham House rule lead to nobody, not even himself."""
    return _rows(viewer, authorships__member=member_id, attribution=Attribution.NAMED)


def of_workshop(workshop_id: int, viewer: Viewer) -> Sequence[Row]:
    return _rows(viewer, workshop=workshop_id)


def _rows(viewer: Viewer, **filters: object) -> list[Row]:
    return [
        row
        for model in KINDS.values()
        for row in rows_of(
            model,
            model.visible.to(viewer).filter(**filters).for_cards().newest_first()[:MAX_ROWS],
            viewer,
        )
    ]


def register_row_sources() -> None:
    register_row_source("person", of_person)
    register_row_source("workshop", of_workshop)
