"""A search through the whole stack, beside the engine alone with the same question."""

from typing import Any

from bench.measuring import Measurement, beside
from bench.site.world import World
from search.engines import engine
from search.engines.queries import SearchRequest
from search.engines.responses import SearchResponse

QUERY = "вода"


def search(world: World) -> Measurement:
    asked: list[SearchRequest] = []
    living = engine()
    search_alone = living.search

    def note(question: SearchRequest) -> SearchResponse:
        asked.append(question)
        return search_alone(question)

    def ours() -> None:
        response = world.client.get("/api/search/", {"q": QUERY})
        if not response.json()["total"]:
            raise RuntimeError("nothing was found, so nothing was measured")

    living_any: Any = living
    living_any.search = note
    try:
        ours()
    finally:
        del living_any.search
    return beside("search API beside the engine alone", ours, lambda: living.search(asked[0]))
