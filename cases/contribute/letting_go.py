"""When a text under the Chatham House rule is its author's no more: thirty days after anything was last done on it.

A text is let go once readers have it. A draft, one that editors have, and one that was taken off the site stay their author's,
however long they lie: nobody else can finish them, and nobody reads them and wonders whose they are. The days count from the
last on which it was published, became open, or its author or an editor did anything on it: whoever is at work on a new version
keeps it, and one who left that version lying for thirty days loses it with the seal, for afterwards nobody could send it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import get_default_timezone, localdate
from wagtail.models import Page, Revision, WorkflowState

from cases.library.authorship import Authorship
from cases.library.models import KINDS, Attachment, Picture, StoredFile
from cases.library.text_status import is_being_rewritten
from network.access.byline import Attribution
from network.access.gate import action
from network.access.seals import SEAL_DAYS, SPENT
from network.time_zones import start_of_day
from search.extraction.file_sections import forget_text


def outlived_text_seals(today: date) -> QuerySet[Authorship]:
    """Seals of texts whose time is over on that day: of a text and its translations in one hand, which have the same seal, or of
    none. Somebody else’s translation, however long he sits at it, keeps nobody’s but his own."""
    sealed = Authorship.objects.filter(member=None).exclude(seal=SPENT)
    silent = _silent_texts(start_of_day(today - timedelta(days=SEAL_DAYS), "")).values("pk")
    kept = sealed.exclude(page__in=silent).filter(
        page__translation_key=OuterRef("page__translation_key"), seal=OuterRef("seal")
    )
    return sealed.filter(~Exists(kept), page__in=silent)


def _silent_texts(until: datetime) -> QuerySet[Page]:
    """Those that readers have under the rule, and on which nothing was done since."""
    kinds = [
        model.objects.filter(attribution=Attribution.CHATHAM_HOUSE).exclude(embargo_until__gte=until).values("pk")
        for model in KINDS.values()
    ]
    reviews = WorkflowState.objects.filter(
        Q(status=WorkflowState.STATUS_IN_PROGRESS) | Q(task_states__finished_at__gte=until),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    published = Page.objects.filter(Q(pk__in=kinds[0]) | Q(pk__in=kinds[1]), live=True)
    return (
        published.annotate(published_last=Coalesce("last_published_at", "first_published_at"))
        .filter(~Exists(reviews), published_last__lt=until)
        .exclude(latest_revision_created_at__gte=until)
    )


def yours_until(page: Page, embargo: datetime | None, review: WorkflowState | None) -> date:
    """The last day on which a published text under the rule is its author's, if nothing is done on it until then."""
    decision = review.current_task_state if review else None
    moments = (
        page.last_published_at or page.first_published_at,
        page.latest_revision_created_at,
        embargo,
        decision.finished_at if decision else None,
    )
    return localdate(max(filter(None, moments)), get_default_timezone()) + timedelta(days=SEAL_DAYS)


def let_go(today: date) -> int:
    """Returns how many texts are nobody's from now on: who wrote them cannot be told by the author himself either."""
    count: int = _let_go(today)
    # On the nights after, too: what a transaction that was open, in any database of the server, could still see has stayed.
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM FULL library_authorship")  # or the seals would lie in its file for a while yet
    return count


@action
def _let_go(today: date) -> int:
    over = outlived_text_seals(today)
    numbers = sorted(set(over.values_list("page", flat=True)))
    # Under the lock of their authors' own actions; what one of them did meanwhile takes its text out again.
    list(Page.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    rows = list(over.filter(page__in=numbers).select_related("page__latest_revision").order_by("page", "pk"))
    pages = {row.page_id: row.page for row in rows}
    for page in pages.values():
        if is_being_rewritten(page):
            _forget_unsent(page)
    # How many wrote a text is not told either: one row a text remains.
    last = {row.page_id: row for row in rows}
    Authorship.objects.filter(pk__in=[row.pk for row in rows if row is not last[row.page_id]]).delete()
    for row in last.values():
        row.seal, row.client_id, row.begun_version = SPENT, None, ""
    Authorship.objects.bulk_update(last.values(), ["seal", "client_id", "begun_version"], batch_size=500)
    return len(pages)


def _forget_unsent(page: Page) -> None:
    """What its author wrote and did not send, with its files: the text stays as its readers have it."""
    review = page.current_workflow_state
    if review:
        review.cancel(user=None)
    Revision.page_revisions.for_instance(page).filter(pk__gt=page.live_revision_id or 0).delete()
    approved = page.live_revision
    Page.objects.filter(pk=page.pk).update(
        latest_revision=approved,
        latest_revision_created_at=approved.created_at if approved else None,
        has_unpublished_changes=False,
        draft_title=page.title,
    )
    _forget_files(page)


def _forget_files(page: Page) -> None:
    """Those that no version of it, or of its translations, shows any more."""
    texts = Page.objects.filter(translation_key=page.translation_key)
    numbers = [str(pk) for pk in texts.values_list("pk", flat=True)]
    versions = Revision.page_revisions.filter(object_id__in=numbers).values_list("content", flat=True)
    shown = {one["stored"] for content in versions for one in content.get("attachments", ())}
    shown |= set(Attachment.objects.filter(page__in=texts).values_list("stored", flat=True))
    for stored in StoredFile.objects.filter(page=page.pk).exclude(pk__in=shown):
        name = str(stored.file.name)
        stored.delete()
        forget_text(name)
        transaction.on_commit(partial(stored.file.storage.delete, name))
    covers = {content.get("cover") for content in versions} | set(_covers(texts))
    for picture in Picture.objects.filter(page=page.pk).exclude(pk__in=covers - {None}):
        picture.delete()


def _covers(texts: QuerySet[Page]) -> Iterable[int | None]:
    for model in KINDS.values():
        yield from model.objects.filter(pk__in=texts.values("pk")).values_list("cover", flat=True)
