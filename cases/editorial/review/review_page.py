"""A text on the page of its review: the version that editors may read now, what is known of it, and what changed in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cases.contribute.remarks import Remark, remarks_on
from cases.contribute.revisions import latest_of_read, token_of
from cases.editorial.review.assignments import holder_of
from cases.editorial.review.remarked_text import RemarkedSection, remarked_sections
from cases.library.models import KINDS, Authorship, Contribution
from cases.library.text_status import is_being_rewritten, is_private_in
from cases.reading.text.page_context import PageContext, page_context
from network.access.seals import SPENT
from network.access.viewer import Viewer
from network.people.models import Member


@dataclass(frozen=True, slots=True)
class Review:
    """page: as readers see it, if they do. draft: the version shown here. status: "in-review", "returned", "corrected" (by
    editors, not published yet), "rewritten" (by its author, not sent yet), "published" or "off-site" (let go, and taken off). changes: since `changes_from`. is_let_go: it
    has no author any more whom the site could ask. holder: the editor who has taken it. sections: with the remarks on their
    paragraphs; remarks: on what is no section, such as the title.
    """

    page: Contribution
    draft: Any
    status: str
    seen: str
    reading: PageContext
    sections: Sequence[RemarkedSection]
    remarks: Sequence[tuple[str, Remark]]
    changes: Sequence[Any]
    changes_from: str
    paper_url: str
    decision: TaskState | None
    is_let_go: bool
    holder: Member | None

    @property
    def may_remark(self) -> bool:
        return self.status == "in-review"

    @property
    def remarks_in_text(self) -> int:
        return sum(section.number_of_remarks for section in self.sections)

    @property
    def may_decide(self) -> bool:
        return self.status in ("in-review", "corrected", "off-site")


def review_of(page_id: int, viewer: Viewer, request: Any) -> Review:
    """Raises Http404 for texts that are their authors' alone, as for those that are not there."""
    page, review = _page(page_id)
    status, draft = _shown(page, review)
    _load(draft, page)
    decisions = _decisions(page)
    before, words = _compared_with(page, draft, status, review, decisions)
    remarks = remarks_on(page)
    reading = page_context(draft, viewer)
    sections = [
        replace(section, original=getattr(draft.original, section.field, "") if reading.translation else "")
        for section in remarked_sections(reading.sections, remarks)
    ]
    fields = {section.field for section in sections}
    return Review(
        page=page,
        draft=draft,
        status=status,
        seen=token_of(draft),
        reading=reading,
        sections=sections,
        remarks=[(_part(draft, remark.field), remark) for remark in remarks if remark.field not in fields],
        changes=_changes(before, draft, request) if before else (),
        changes_from=words,
        paper_url=draft.clearance_paper.url if draft.clearance_paper else "",
        decision=next((state for state in reversed(decisions) if state.finished_by_id), None),
        is_let_go=any(row.seal == SPENT for row in draft.authorships.all()),
        holder=holder_of(page) if status == "in-review" else None,
    )


def _page(page_id: int) -> tuple[Contribution, WorkflowState | None]:
    for model in KINDS.values():
        page = model.objects.select_related("latest_revision", "locale", "original__locale").filter(pk=page_id).first()
        if page:
            review = page.current_workflow_state  # which asks whenever it is named
            if not is_private_in(page, review):
                return page, review
    raise Http404


def _shown(page: Contribution, review: WorkflowState | None) -> tuple[str, Any]:
    """What its author has not sent is shown to nobody: in its place stands what editors had last."""
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        return "in-review", latest_of_read(page)
    if review:
        return "returned", _as_object(review.current_task_state.revision, page)
    if not page.live:
        return "off-site", latest_of_read(page)
    if is_being_rewritten(page):
        return "rewritten", page
    return ("corrected", latest_of_read(page)) if page.has_unpublished_changes else ("published", page)


def _as_object(revision: Revision, page: Contribution) -> Any:
    revision.content_object = page
    return revision.as_object()


def _load(draft: Any, page: Contribution) -> None:
    """What its page shows of it, in the same number of queries however many authors and tags it has."""
    draft.locale, draft.latest_revision = page.locale, page.latest_revision
    signed = Authorship.objects.select_related("member__profile__country")
    prefetch_related_objects([draft], Prefetch("authorships", signed))
    prefetch_related_objects(list(draft.tagged_items.all()), "tag")


def _decisions(page: Page) -> Sequence[TaskState]:
    """What ended a step of its reviews, in their order."""
    states = TaskState.objects.filter(workflow_state__in=page.workflow_states.all())
    ended = states.exclude(status=TaskState.STATUS_IN_PROGRESS).select_related("finished_by")
    return list(ended.order_by("pk"))


def _compared_with(
    page: Contribution, draft: Any, status: str, review: WorkflowState | None, decisions: Sequence[TaskState]
) -> tuple[Any, str]:
    """The version that an editor knows already, and what it is called."""
    if status not in ("in-review", "corrected"):
        return None, ""
    returned = (
        state for state in reversed(decisions) if state.status == TaskState.STATUS_REJECTED and state.revision_id
    )
    last = next(returned, None)
    if last and not (page.last_published_at and last.finished_at and page.last_published_at > last.finished_at):
        return _as_object(last.revision, page), _("Since it was returned")
    if page.live:
        return page, _("Since what readers see")
    sent: TaskState | None = review.current_task_state if review else None
    if sent is None or sent.revision_id == draft.latest_revision_id:
        return None, ""
    return _as_object(sent.revision, page), _("Since it was sent")


def _changes(before: Any, after: Any, request: Any) -> list[Any]:
    panels = type(after).get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    found = [comparison(before, after) for comparison in panels.get_comparison()]
    return [one for one in found if one.has_changed()]


def _part(draft: Contribution, field: str) -> str:
    try:
        return str(dict(draft.SECTIONS).get(field) or draft._meta.get_field(field).verbose_name)
    except LookupError:
        return ""
