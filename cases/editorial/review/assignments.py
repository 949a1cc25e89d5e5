"""Who works on a text: taken by one editor, the others see it and cannot decide."""

from wagtail.models import Page

from cases.editorial.errors import NoLongerInReview, TakenByAnother
from cases.editorial.models import Assignment
from cases.library.models import Contribution
from network.access.gate import action
from network.people.models import Member


@action
def take(page: Contribution, editor: Member, *, over: bool = False) -> None:
    """over: from who has it now, for he is away, or they have talked. Raises NoLongerInReview, TakenByAnother."""
    row = Page.objects.select_for_update().get(pk=page.pk)
    if not row.workflow_in_progress:
        raise NoLongerInReview
    if not over:
        refuse_if_taken(page, editor)
    Assignment.objects.update_or_create(page_id=page.pk, defaults={"editor": editor})


@action
def put_back(page: Contribution, editor: Member) -> None:
    """One's own; what another took meanwhile stays his."""
    Page.objects.select_for_update().get(pk=page.pk)
    Assignment.objects.filter(page=page.pk, editor=editor).delete()


def holder_of(page: Contribution) -> Member | None:
    standing = Assignment.objects.standing().filter(page=page.pk).first()
    return standing.editor if standing and standing.editor.is_editor else None


def refuse_if_taken(page: Contribution, editor: Member) -> None:
    """Raises TakenByAnother."""
    holder = holder_of(page)
    if holder and holder != editor:
        raise TakenByAnother(name=holder.name)
