"""What becomes of somebody's texts, and of what he did at the desk, when he leaves."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowState,
)

from cases.contribute.removal import is_alone, remove_texts
from cases.library.authorship import Authorship
from cases.library.private_texts import private_texts
from network.access.seals import SPENT, random_seal
from network.handover import Words
from network.notices.models import Notice
from network.people.leaving.actions import unlock_texts
from network.people.models import Member, former_participant
from search.index.outbox import mark_changed

# Where Wagtail writes down who did something, and would delete it with him, or keep his number.
_SIGNED = (
    (Comment, "user"),
    (CommentReply, "user"),
    (Comment, "resolved_by"),
    (Page, "owner"),
    (Revision, "user"),
    (WorkflowState, "requested_by"),
    (TaskState, "finished_by"),
    (PageLogEntry, "user"),
    (ModelLogEntry, "user"),
)


def hand_over_texts(member_id: int, words: Words) -> None:
    """What was never published goes with him whatever he chose: nobody else can read it, or finish it. What stands under the Chatham House rule stays:
    taken away on the day that he leaves, it would say whose it was."""
    own = Authorship.objects.of(member_id)
    going = Q(page__in=private_texts()) | Q(member=member_id, page__in=_sent_back())
    if words == Words.REMOVED:
        going |= Q(member=member_id)
    if words != Words.NAMED:
        _forget_who_sent(own.filter(member=member_id).values_list("page", flat=True))
    remove_texts([row.page for row in own.filter(going).select_related("page") if is_alone(row)])
    _let_go_of_seals(member_id)
    unlock_texts(member_id)
    if words != Words.NAMED:
        _sign_anew(member_id, former_participant())


def _sent_back() -> QuerySet[Page]:
    """Texts that an editor has sent back, and that were not published before: their authors alone could send them again."""
    waiting = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    return Page.objects.filter(Exists(waiting), live=False)


def _forget_who_sent(pages: Iterable[int]) -> None:
    """Editors were told the name that he had then: such a notice goes, for it cannot be told in other words."""
    Notice.objects.filter(path__in=[f"/contribute/{page}/review/" for page in pages]).delete()


def _let_go_of_seals(member_id: int) -> None:
    """As with messages: with a seal that looks like the others, and all of them written in one go."""
    sealed = list(Authorship.objects.filter(member=None).exclude(seal=SPENT).select_related("page"))
    for row in sealed:
        if row.is_by(member_id):
            row.seal, row.client_id, row.begun_version = random_seal(), None, ""
    Authorship.objects.bulk_update(sealed, ["seal", "client_id", "begun_version"], batch_size=500)


def _sign_anew(member_id: int, former: Member) -> None:
    signed = list(Authorship.objects.filter(member=member_id).select_related("page"))
    shared = set(Authorship.objects.filter(member=former).values_list("page", flat=True))
    Authorship.objects.filter(member=member_id, page__in=shared).delete()
    Authorship.objects.filter(member=member_id).update(member=former, client_id=None, begun_version="")
    for model, field in _SIGNED:
        model._base_manager.filter(**{field: member_id}).update(**{field: former})
    _forget_owner_in_versions([row.page_id for row in signed], member_id, former.pk)
    for row in signed:
        model = row.page.specific_class
        for page in (row.page_id, *model._base_manager.filter(original=row.page_id).values_list("pk", flat=True)):
            mark_changed(model.KIND, page)


def _forget_owner_in_versions(pages: Iterable[int], member_id: int, former_id: int) -> None:
    """A version holds the number of its page's owner, too."""
    for version in Revision.page_revisions.filter(object_id__in=map(str, pages), content__owner=member_id):
        version.content["owner"] = former_id
        Revision.objects.filter(pk=version.pk).update(content=version.content)
