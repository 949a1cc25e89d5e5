"""What editors remarked on the parts of a text, as its author reads and answers it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply

from cases.contribute.revisions import revision_user
from cases.library.authorship import voice
from cases.library.models import Contribution
from network.access.gate import action
from network.people.models import Member
from network.time_zones import to_day

MAX_REMARKS = 100
MAX_QUOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """As components/remark.html shows it. field: the part of the text it stands beside. quote: the beginning of the paragraph
    that it was made on; empty where it is on the whole part."""

    id: int
    field: str
    quote: str
    author: str
    when: datetime
    text: str
    settled: bool
    answer: str
    answer_author: str


def remarks_on(page: Contribution) -> list[Remark]:
    """The oldest first; two queries. An answer in the author's hand is shown as his, whatever name it is kept under."""
    comments = (
        Comment.objects.filter(page=page.pk).select_related("user").prefetch_related("replies__user").order_by("pk")
    )
    return [_remark(comment) for comment in comments[:MAX_REMARKS]]


def _remark(comment: Comment) -> Remark:
    replies = list(comment.replies.all())
    last = replies[-1] if replies else None
    return Remark(
        id=comment.pk,
        field=comment.contentpath.partition(".")[0],
        quote=comment.position,
        author=comment.user.shown_name,
        when=comment.created_at,
        text=comment.text,
        settled=comment.resolved_at is not None,
        answer="\n\n".join(reply.text for reply in replies),
        answer_author=last.user.shown_name if last and last.user.is_editor else _("You"),
    )


def by_field(remarks: Sequence[Remark]) -> Mapping[str, Sequence[Remark]]:
    found: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        found[remark.field].append(remark)
    return found


def open_in(remarks: Sequence[Remark]) -> Mapping[str, int]:
    """Field name to the number of remarks that are not settled."""
    return Counter(remark.field for remark in remarks if not remark.settled)


@action
def answer_remark(page: Contribution, author: Member, remark_id: int, *, text: str, settled: bool) -> None:
    """Answer an editor, and say whether it is mended. Under the Chatham House rule the answer is the voice's.

    page: its newest version, for the row in the database may not know yet how it is signed.
    """
    comment = Comment.objects.filter(page=page.pk, pk=remark_id, resolved_at=None).first()
    if comment is None:
        return
    by = revision_user(page, author)
    when = to_day(timezone.now()) if by == voice() else timezone.now()
    if text and not comment.replies.filter(user=by, text=text).exists():  # a second press says nothing new
        reply = CommentReply.objects.create(comment=comment, user=by, text=text)
        CommentReply.objects.filter(pk=reply.pk).update(created_at=when, updated_at=when)
    if settled:
        Comment.objects.filter(pk=comment.pk).update(resolved_at=when, resolved_by=by)
