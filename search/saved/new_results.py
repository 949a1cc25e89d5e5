"""What is new among the results of saved searches, for one who may read it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from search.engines.passages import Thing
from search.query.params import parse_params
from search.query.results import found_since, ordered_rows
from search.registry import Reader, Row
from search.saved.models import SavedSearch, Told

# Of a search that fits everything, a mail tells the newest and how many more there are.
MAX_ROWS = 20


@dataclass(frozen=True, slots=True)
class NewResults:
    """rows: MAX_ROWS at most. more: how many beside them. things: all that is no news any more once this is told."""

    search: SavedSearch
    rows: list[Row]
    more: int
    things: list[Thing]


def new_results(searches: Iterable[SavedSearch], reader: Reader, *, owner_id: int, language: str) -> list[NewResults]:
    """Each thing once, under the first search that it fits; what the member was told of already is none."""
    seen = {Thing(kind, thing) for kind, thing in Told.objects.filter(owner=owner_id).values_list("kind", "thing")}
    news = []
    for search in searches:
        params = parse_params(QueryDict(search.query.removeprefix("?")))
        fresh = [
            thing for thing in found_since(search.saved_at, params, reader, language=language) if thing not in seen
        ]
        seen.update(fresh)
        visible = list(ordered_rows(fresh, reader))
        rows = [row for row in visible if _is_news(row, search)]
        things = [Thing(row.kind, row.id) for row in visible]
        if things:
            news.append(NewResults(search, rows[:MAX_ROWS], max(0, len(rows) - MAX_ROWS), things))
    return news


def _is_news(row: Row, search: SavedSearch) -> bool:
    return row.is_announced and row.published is not None and row.published > search.saved_at
