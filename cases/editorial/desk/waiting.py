"""The texts that wait for an editor."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.timezone import localdate, localtime
from wagtail.models import Comment, TaskState

from cases.editorial.models import Assignment, Remit
from cases.library.models import KINDS, Authorship, Contribution
from cases.library.text_status import open_reviews
from network.access.byline import byline
from network.access.viewer import ANONYMOUS
from network.people.models import Member
from search.process_cache import cached
from search.vocabulary.models import Concept

MAX_WAITING = 50
LATE_DAYS = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """One text that waits for an editor, as its readers will be told who wrote it.

    days: since it was sent. holder: the editor who has taken it. remarks, settled: of an earlier review of it, and how many of
    them its author says are mended. in_remit: the editor asked to be told of such texts.
    """

    page: Contribution
    title: str
    byline: str
    countries: str
    themes: str
    days: int
    has_file: bool
    holder: Member | None
    remarks: int
    settled: int
    in_remit: bool

    @property
    def is_late(self) -> bool:
        return self.days >= LATE_DAYS


def texts_in_review(editor: Member) -> list[Waiting]:
    """Those that nobody else has taken before the others, of these those in the editor's remit, and the longest waiting first; at
    most 50, for the rest is shown when these are decided on."""
    since = {int(state.object_id): state.current_task_state.started_at for state in open_reviews()[:MAX_WAITING]}
    pages = {page.pk: page for model in KINDS.values() for page in _pages(model, since)}
    known = cached("concepts-by-number", lambda: {concept.pk: concept for concept in Concept.objects.all()})
    concepts = {pk: concept.name for pk, concept in known.items()}
    holders, remarks = _holders(since), _remarks(since)
    remit = Remit.objects.of_editors().filter(editor=editor).first()
    rows = [
        _row(pages[pk], when, concepts, holders.get(pk), remarks.get(pk, (0, 0)), remit)
        for pk, when in since.items()
        if pk in pages
    ]
    return sorted(rows, key=lambda row: (row.holder is not None and row.holder != editor, not row.in_remit))


def count_in_review() -> int:
    return open_reviews().count()


def _pages(model: Any, ids: Iterable[int]) -> Iterable[Contribution]:
    signed = Prefetch("authorships", Authorship.objects.select_related("member__profile__country"))
    found: Iterable[Contribution] = (
        model.objects.filter(pk__in=list(ids)).select_related("locale", "latest_revision").prefetch_related(signed)
    )
    return found


def _row(
    page: Contribution,
    since: datetime,
    concepts: Mapping[int, str],
    holder: Member | None,
    remarks: tuple[int, int],
    remit: Remit | None,
) -> Waiting:
    """What it is about stands in its newest version: what readers have of it may be older."""
    content = page.latest_revision.content if page.latest_revision else {}

    def named(field: str) -> str:
        return ", ".join(concepts[pk] for pk in content.get(field) or () if pk in concepts)

    return Waiting(
        page=page,
        title=page.draft_title or page.title,
        byline=byline(page, ANONYMOUS).text,
        countries=named("countries"),
        themes=named("themes"),
        days=(localdate() - localtime(since).date()).days,
        has_file=bool(content.get("attachments")),
        holder=holder,
        remarks=remarks[0],
        settled=remarks[1],
        in_remit=remit is not None and not remit.is_open and _covers(remit, page, content),
    )


def _covers(remit: Remit, page: Contribution, content: Mapping[str, Any]) -> bool:
    themes, countries = set(content.get("themes") or ()), set(content.get("countries") or ())
    return remit.covers(language=page.language, themes=themes, countries=countries)


def _holders(ids: Collection[int]) -> dict[int, Member]:
    return {one.page_id: one.editor for one in Assignment.objects.standing().filter(page__in=ids)}


def _remarks(ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Of texts that were returned once: (remarks, settled)."""
    returned = TaskState.objects.filter(
        status=TaskState.STATUS_REJECTED, workflow_state__object_id__in=[str(pk) for pk in ids]
    ).values("workflow_state__object_id")
    pages = [int(row["workflow_state__object_id"]) for row in returned]
    counted = Comment.objects.filter(page__in=pages).values("page")
    rows = counted.annotate(all=Count("pk"), done=Count("pk", filter=Q(resolved_at__isnull=False)))
    return {row["page"]: (row["all"], row["done"]) for row in rows}
