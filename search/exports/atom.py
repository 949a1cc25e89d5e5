"""Lists of rows as Atom feeds: what an entry is known by stays when its title or address changes."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from search.input.xml_text import to_xml_data
from search.registry import Row

BEGINNING = datetime(2015, 5, 18, tzinfo=UTC)


def atom_response(
    request: HttpRequest, rows: Sequence[tuple[Row, str]], *, title: str, link: str, description: str
) -> HttpResponse:
    """A feed of `rows`, each with its whole address. Nobody but its reader keeps it, and he asks each time."""
    atom = StillFeed(
        title=title,
        link=link,
        description=description,
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for row, address in rows:
        entry: dict[str, Any] = {
            "title": row.title,
            "link": address,
            "description": row.summary,
            "unique_id": f"tag:{request.get_host().partition(':')[0]},2015:{row.kind}:{row.id}",
            "pubdate": row.published,
            "updateddate": row.published,
            "author_name": row.byline_text or None,
            "item_copyright": row.licence or None,
        }
        atom.add_item(**to_xml_data(entry))
    etag = f'"{salted_hmac("search.feed", "".join(map(repr, rows))).hexdigest()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


class StillFeed(Atom1Feed):
    """One without entries is as old as the programme: a moment of now would make every answer another.

    What an old row holds that is no XML is left out: one title must not cost everybody the whole feed.
    """

    def __init__(self, **words: Any) -> None:
        super().__init__(**to_xml_data(words))

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEGINNING
