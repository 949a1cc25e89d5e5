"""Lists of texts that ask for something: read most, not read, too long with the editors, not translated, not confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.timezone import get_default_timezone, get_default_timezone_name, localdate, localtime
from wagtail.models import Page

from cases.editorial.desk.waiting import LATE_DAYS
from cases.editorial.models import Assignment
from cases.library.addresses import address_url
from cases.library.models import KINDS
from cases.library.terms.holding import UNCONFIRMED_AFTER
from cases.library.text_status import open_reviews
from cases.reads.models import ReadCount
from cases.reads.read_texts import most_read, texts_open_to, with_reads
from network.access.viewer import Viewer
from network.time_zones import start_of_day
from search.lists.pagination import paginate
from search.site import site_origin

PAGE_SIZE = 50
# As many rows as a sheet takes before it is cut.
MAX_IN_SHEET = 10_000


@dataclass(frozen=True, slots=True)
class TextRow:
    """day: of its publication. holder, days: who has it, and how long it has waited. url: its page for readers, if it has one
    now; review_url: where editors work on it."""

    title: str
    kind: str
    language: str
    day: date | None
    reads: int | None
    holder: str
    days: int | None
    url: str
    review_url: str

    @property
    def address(self) -> str:
        return f"{site_origin()}{self.url or self.review_url}"


@dataclass(frozen=True, slots=True)
class TextList:
    """after: the cursor of the next page."""

    rows: Sequence[TextRow]
    after: str = ""


def read_most(viewer: Viewer, since: date | None, *, limit: int = PAGE_SIZE) -> TextList:
    return TextList([_open_row(page) for page in most_read(viewer, since, limit=limit)])


def not_read(viewer: Viewer, since: date | None) -> QuerySet[Page]:
    counted = ReadCount.objects.since(since).filter(page=OuterRef("pk"))
    return with_reads(texts_open_to(viewer).filter(~Exists(counted)), since)


def untranslated(viewer: Viewer, since: date | None, language: str) -> QuerySet[Page]:
    """Without a version in `language` that is open; of versions of one another the oldest."""
    versions = texts_open_to(viewer).order_by().filter(translation_key=OuterRef("translation_key"))
    in_language, older = versions.filter(locale__language_code=language), versions.filter(pk__lt=OuterRef("pk"))
    return with_reads(texts_open_to(viewer).filter(~Exists(in_language), ~Exists(older)), since)


def unconfirmed(viewer: Viewer, since: date | None) -> QuerySet[Page]:
    """Of which readers are told that nobody has confirmed them for two years: some have no author who could be asked."""
    day = localdate(timezone=get_default_timezone()) - UNCONFIRMED_AFTER
    moment = start_of_day(day + timedelta(days=1), get_default_timezone_name())
    older = texts_open_to(viewer).filter(first_published_at__lt=moment).exclude(last_published_at__gte=moment)
    for kind in KINDS.values():
        name = str(kind._meta.model_name)
        older = older.exclude(**{f"{name}__holds_on__gt": day}).exclude(**{f"{name}__embargo_until__gte": moment})
    return with_reads(older, since)


def page_of(texts: QuerySet[Page], *, after: str) -> TextList:
    """The newest first."""
    found = paginate(texts, by="first_published_at", after=after, size=PAGE_SIZE)
    return TextList([_open_row(page) for page in found.rows], found.after)


def all_of(texts: QuerySet[Page]) -> TextList:
    """For a sheet."""
    return TextList([_open_row(page) for page in texts.order_by("-first_published_at", "-pk")[:MAX_IN_SHEET]])


def overdue(*, limit: int = PAGE_SIZE) -> TextList:
    """Those that have waited for an editor for too long, the longest waiting first."""
    late = localdate() - timedelta(days=LATE_DAYS - 1)
    states = open_reviews().filter(current_task_state__started_at__lt=start_of_day(late, get_default_timezone_name()))
    since = {int(state.object_id): state.current_task_state.started_at for state in states[:limit]}
    pages = Page.objects.select_related("locale", "content_type").in_bulk(since)
    standing = Assignment.objects.standing().filter(page__in=since)
    holders = {one.page_id: one.editor.name for one in standing}
    return TextList(
        [
            _row(
                pages[pk],
                title=pages[pk].draft_title,
                days=(localdate() - localtime(moment).date()).days,
                holder=holders.get(pk, ""),
            )
            for pk, moment in since.items()
            if pk in pages
        ]
    )


def _open_row(page: Any) -> TextRow:
    kind = _kind(page)
    published = localtime(page.first_published_at).date()
    return _row(page, day=published, reads=page.reads, url=address_url(kind, page.address))


def _row(page: Any, **known: Any) -> TextRow:
    fields: dict[str, Any] = {"title": page.title, "day": None, "reads": None, "holder": "", "days": None, "url": ""}
    fields |= known
    return TextRow(
        kind=str(KINDS[_kind(page)].KIND_LABEL),
        language=page.locale.language_code,
        review_url=reverse("review", args=[page.pk]),
        **fields,
    )


def _kind(page: Page) -> str:
    return str(page.content_type.model).removesuffix("page")
