"""Where a text stands: with its author alone, with the editors, or before its readers."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, WorkflowState

from cases.library.authorship import Authorship, voice
from cases.library.permissions import FixedPagePermissions
from network.access.seals import SPENT


def is_private(page: Page) -> bool:
    """Whether it is its author's alone: not published, and not, or no longer, in a review (`private_texts` has them all)."""
    return is_private_in(page, page.current_workflow_state)


def is_private_in(page: Page, review: WorkflowState | None) -> bool:
    """For who has asked for its review already: each asking is a query."""
    return not page.live and review is None and not is_let_go(page)


def is_let_go(page: Page) -> bool:
    """Whether nobody can tell any more whose it is, under the Chatham House rule: then it is the editors' to care for."""
    return Authorship.objects.filter(page=page.pk, seal=SPENT).exists()


def open_reviews() -> QuerySet[WorkflowState]:
    """Of the texts that wait for an editor; the longest waiting first."""
    base = ContentType.objects.get_for_model(Page)
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=base, current_task_state__isnull=False
    )
    return states.select_related("current_task_state").order_by("current_task_state__started_at")


def is_with_editors(page: Page) -> bool:
    """Whether it is theirs to correct: in review, let go, or published with nothing of its author's that was not sent yet."""
    review = page.current_workflow_state
    if review:
        return bool(review.status == WorkflowState.STATUS_IN_PROGRESS)
    return is_let_go(page) or (page.live and not is_being_rewritten(page))


def is_being_rewritten(page: Page) -> bool:
    """Whether the newest version of a published text is one that its author has not sent."""
    newest = page.latest_revision
    if newest is None or newest.user_id is None or newest.pk == page.live_revision_id:
        return False
    return newest.user_id == voice().pk or Authorship.objects.filter(page=page.pk, member=newest.user_id).exists()


class ContributionPermissions(FixedPagePermissions):
    """What Wagtail's own views may do to a text: show it, and let editors correct it. Superusers, too, publish it and take it
    off the site on the page of its review alone.
    """

    def can_edit(self) -> bool:
        return self.user.is_active and self.user.is_editor and is_with_editors(self.page)

    def can_lock(self) -> bool:
        return self.can_edit()

    def can_unlock(self) -> bool:
        return bool(self.user.is_active and self.user.is_editor)

    def can_view_revisions(self) -> bool:
        return self.can_edit()

    def can_publish(self) -> bool:
        return False
