"""What is new among the results of saved searches, for one who may read it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from search.engines.protocol import Thing
from search.query.asking import asked_by
from search.query.searching import found_rows
from search.registry import Reader, Row
from search.saved.models import SavedSearch, Told

# Of a search that fits everything, a mail tells the newest and how many more there are.
MOST_ROWS = 20
LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class News:
    """rows: MOST_ROWS at most. more: how many beside them."""

    search: SavedSearch
    rows: list[Row]
    more: int


def news_of(searches: Iterable[SavedSearch], reader: Reader, *, owner_id: int, language: str) -> list[News]:
    """Each thing once, under the first search that it fits; what the member was told of already is none."""
    seen = {Thing(kind, thing) for kind, thing in Told.objects.filter(owner=owner_id).values_list("kind", "thing")}
    news = []
    for search in searches:
        asked = asked_by(QueryDict(search.query.removeprefix("?") + "&sort=new"))
        found = found_rows(asked, reader, language=language, limit=LOOKED_AT)
        fresh = [row for row in found if row.is_announced and row.published and row.published > search.saved_at]
        rows = [row for row in fresh if Thing(row.kind, row.id) not in seen]
        seen |= {Thing(row.kind, row.id) for row in rows}
        if rows:
            news.append(News(search, rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS)))
    return news
