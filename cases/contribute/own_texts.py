"""My cases: what waits for me, what is with the editors, what is published."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Comment, Page, WorkflowState

from cases.contribute.form.answers import UNTITLED
from cases.contribute.letting_go import yours_until
from cases.contribute.mine.asked_again import asked_again, with_days
from cases.contribute.mine.next_readers import SentText, next_readers
from cases.contribute.translating.own_words import words_to_translator
from cases.library.addresses import address_url
from cases.library.models import KINDS, Authorship, Contribution
from cases.reads.models import ReadCount
from network.access.byline import Attribution
from network.access.viewer import Viewer
from network.time_zones import moment_or_day, moment_words
from search.lists.pagination import paginate

PAGE_SIZE = 40
ACTIVE = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True, slots=True)
class Mine:
    """Rows as components/state_row.html shows them, by what they wait for; after: the cursor of older ones."""

    waiting: list[dict[str, Any]]
    with_editors: list[dict[str, Any]]
    published: list[dict[str, Any]]
    after: str


def own_texts(viewer: Viewer, *, after: str = "") -> Mine:
    """The member's texts, those last saved first; as many queries for forty as for one."""
    pages = with_days(
        Page.objects.filter(
            authorships__in=Authorship.objects.of(viewer.member_id),
            content_type__model__in=[f"{kind}page" for kind in KINDS],
        )
        .exclude(latest_revision=None)
        .select_related("content_type", "locale", "latest_revision")
    )
    found = paginate(pages, by="latest_revision_created_at", after=after, size=PAGE_SIZE)
    reviews = _reviews(found.rows)
    remarks = _open_remarks(found.rows)
    reads = ReadCount.objects.by_page(page.pk for page in found.rows if page.live)
    of_translations = words_to_translator(found.rows, viewer)
    readers = next_readers([_sent(page, reviews[page.pk]) for page in found.rows if _is_sent(reviews.get(page.pk))])
    mine = Mine([], [], [], found.after)
    for page in found.rows:
        group, row = _row(page, reviews.get(page.pk), remarks[page.pk])
        told = [words for told in (of_translations, readers) if (words := told.get(page.pk))]
        row["meaning"] = " ".join([*told, row["meaning"]]).strip()
        if page.pk in reads:
            row["meaning"] = f"{row['meaning']} {_opened(reads[page.pk])}".strip()
        getattr(mine, group).append(row)
    return mine


def _is_sent(review: WorkflowState | None) -> bool:
    return review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS


def _sent(page: Page, review: WorkflowState) -> SentText:
    content = page.latest_revision.content
    themes, countries = (frozenset(content.get(name) or ()) for name in ("themes", "countries"))
    return SentText(page.pk, page.locale.language_code, themes, countries, review.current_task_state_id)


def _reviews(pages: Sequence[Page]) -> dict[int, WorkflowState]:
    base = ContentType.objects.get_for_model(Page)
    ids = [str(page.pk) for page in pages]
    states = WorkflowState.objects.filter(base_content_type=base, object_id__in=ids, status__in=ACTIVE)
    return {int(state.object_id): state for state in states.select_related("current_task_state__finished_by")}


def _open_remarks(pages: Sequence[Page]) -> Counter[int]:
    return Counter(Comment.objects.filter(page__in=pages, resolved_at=None).values_list("page_id", flat=True))


def _row(page: Page, review: WorkflowState | None, remarks: int) -> tuple[str, dict[str, Any]]:
    model = KINDS[page.content_type.model.removesuffix("page")]
    content = page.latest_revision.content
    row = {
        "url": _edit(page),
        "title": _("Without a title yet") if content["title"] == UNTITLED else content["title"],
        "language": page.locale.language_code,
        "note": _("saved %(when)s") % {"when": moment_or_day(page.latest_revision_created_at)},
    }
    if review and _is_sent(review):
        return "with_editors", row | _with_editors(page, content, review)
    if review:
        return "waiting", _with_last_day(row | _sent_back(page, review, remarks), page, content, review)
    if page.live:
        shown = row | _published(page, model, content) | _embargo(page, content)
        if not page.has_unpublished_changes and (asked := asked_again(page)):
            first = asked.pop("first_action")
            return "waiting", shown | asked | {"actions": [first, *shown["actions"]]}
        return "published", _with_last_day(shown, page, content, None)
    return "waiting", row | _draft(page, model, content)


def _opened(times: int) -> str:
    opened = ngettext("Readers have opened it %(times)s time.", "Readers have opened it %(times)s times.", times)
    return opened % {"times": times}


def _with_editors(page: Page, content: Mapping[str, Any], review: WorkflowState) -> dict[str, Any]:
    told = _("They approve it or send it back with remarks. You are told on the site and by mail.")
    if content.get("attribution") == Attribution.CHATHAM_HOUSE:
        told = _("They approve it or send it back with remarks. Their answer will stand here; a mail would name you.")
    sent = review.current_task_state
    return {
        "url": reverse("contribute_preview", args=[page.pk]),
        **_note(_("sent %(when)s"), sent.started_at if sent else None),
        "state": _("With the editors"),
        "meaning": told,
        "actions": [
            {"url": reverse("contribute_preview", args=[page.pk]), "label": _("Read it")},
            {"url": reverse("contribute_take_back", args=[page.pk]), "label": _("Take it back")},
        ],
    }


def _sent_back(page: Page, review: WorkflowState, remarks: int) -> dict[str, Any]:
    decision = review.current_task_state
    state = ngettext("Sent back, %(number)s remark", "Sent back, %(number)s remarks", remarks) % {"number": remarks}
    return {
        **_note(_("sent back %(when)s"), decision.finished_at if decision else None),
        "state": state if remarks else _("Sent back"),
        "state_kind": "mend",
        "meaning": decision.comment if decision else "",
        "actions": [{"url": _edit(page), "label": _("See what to change"), "main": True}, *_delete(page)],
    }


def _draft(page: Page, model: type[Contribution], content: Mapping[str, Any]) -> dict[str, Any]:
    stitches = ["done" if content.get(field) else "open" for field, _title in model.SECTIONS]
    if content.get("original"):
        stitches = []  # how many there are to be, its original says
    written = {"done": stitches.count("done"), "all": len(stitches)}
    withdrawn = page.first_published_at is not None
    return {
        "state": _("Taken off the site") if withdrawn else _("Draft"),
        "meaning": _("Readers saw it once and do not see it now. You can change it, and send it again.")
        if withdrawn
        else _("Not sent yet. Readers do not see it."),
        "stitches": stitches,
        "stitches_words": _("%(done)s of %(all)s sections are written") % written,
        "actions": [{"url": _edit(page), "label": _("Go on writing")}, *_delete(page)],
    }


def _note(words: str, moment: datetime | None) -> dict[str, str]:
    """When it came to stand as it stands; nothing where that is not known."""
    return {"note": words % {"when": moment_or_day(moment)}} if moment else {}


def _delete(page: Page) -> list[dict[str, Any]]:
    return [] if page.live else [{"url": reverse("contribute_delete", args=[page.pk]), "label": _("Delete it")}]


def _published(page: Page, model: type[Contribution], content: Mapping[str, Any]) -> dict[str, Any]:
    read = address_url(model.KIND, content["address"])
    changed = page.has_unpublished_changes
    return {
        "url": read,
        **({} if changed else _note(_("published %(when)s"), page.last_published_at)),
        "state": _("Published, a new version is being written") if changed else _("Published"),
        "state_kind": "" if changed else "done",
        "meaning": _("Readers see the approved version until the editors approve the new one.") if changed else "",
        "actions": [
            {"url": read, "label": _("Read it")},
            {"url": _edit(page), "label": _("Go on writing") if changed else _("Write a new version")},
            {"url": reverse("contribute_withdraw", args=[page.pk]), "label": _("Withdraw it")},
        ],
    }


def _embargo(page: Page, content: Mapping[str, Any]) -> dict[str, Any]:
    """What is approved, and opens later: nobody can read it yet, its author neither but as a preview."""
    until = parse_datetime(content.get("embargo_until") or "")
    if not until or until <= timezone.now():
        return {}
    preview = reverse("contribute_preview", args=[page.pk])
    return {
        "url": preview,
        "state": _("Approved, not open yet"),
        "state_kind": "",
        "meaning": _("It opens on %(when)s.") % {"when": moment_words(until, content.get("embargo_zone", ""))},
        "actions": [
            {"url": preview, "label": _("Read it")},
            {"url": _edit(page), "label": _("Write a new version")},
            {"url": reverse("contribute_withdraw", args=[page.pk]), "label": _("Withdraw it")},
        ],
    }


def _with_last_day(
    row: dict[str, Any], page: Page, content: Mapping[str, Any], review: WorkflowState | None
) -> dict[str, Any]:
    """Of what readers have under the Chatham House rule: how long it is his still, and what goes then."""
    if not page.live or content.get("attribution") != Attribution.CHATHAM_HOUSE:
        return row
    embargo = parse_datetime(content.get("embargo_until") or "")
    told = _("You can change it until %(day)s. Then nobody can tell that it is yours, and only editors can change it.")
    if page.has_unpublished_changes:
        told = _(
            "It is yours until %(day)s, and 30 days longer whenever you write on. Then nobody can tell that it is yours, and"
            " what you did not send is deleted."
        )
    told %= {"day": date_format(yours_until(page, embargo, review), "DATE_FORMAT")}
    return row | {"meaning": f"{row['meaning']} {told}".strip()}


def _edit(page: Page) -> str:
    return reverse("contribute_edit", args=[page.pk])
