"""Where to ask what no text answers: rooms that fit a question, the fitting ones first."""

from network.access.viewer import Viewer
from network.rooms.models import Room
from search.engines.protocol import EngineUnavailable
from search.query.params import SearchParams
from search.query.results import search_rows

MAX_ROOMS = 12
MAX_CANDIDATES = 100


def suggest_rooms(question: str, viewer: Viewer, *, language: str) -> list[Room]:
    """Open rooms of the viewer's: those that the question finds by words or meaning, then the liveliest."""
    params = SearchParams(text=question, selected={"type": ("room",)})
    try:
        fitting = (
            [row.id for row in search_rows(params, viewer, language=language, limit=MAX_ROOMS)] if question else []
        )
    except EngineUnavailable:
        fitting = []
    rooms = Room.visible.to(viewer).filter(closed_at=None).prefetch_related("themes").order_by("-last_posted_at")
    place = {room: number for number, room in enumerate(fitting)}
    return sorted(rooms[:MAX_CANDIDATES], key=lambda room: place.get(room.pk, MAX_ROOMS))[:MAX_ROOMS]
