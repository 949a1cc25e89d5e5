"""What somebody was told; and, when he leaves, his name in what others were told."""

from collections.abc import Iterator

from network.access.viewer import Viewer
from network.handover import Words
from network.notices.models import Notice
from network.people.models import Member
from network.people.own_data.archive import plain_row
from network.people.own_data.sources import OwnRows, OwnThing

_FIELDS = ("kind", "details", "path", "made_at", "read_at", "mailed_at")


def notice_things(viewer: Viewer) -> Iterator[OwnThing]:
    yield OwnRows("notices", (plain_row(one, *_FIELDS) for one in Notice.objects.of(viewer.member_id).iterator()))


def forget_name(member_id: int, words: Words) -> None:
    """Editors were told who sent a text: such a notice goes, for it cannot be told in other words."""
    name = Member.objects.filter(pk=member_id).values_list("name", flat=True).first()
    if words == Words.NAMED or not name:
        return
    telling = Notice.objects.filter(details__author__icontains=name)
    Notice.objects.filter(pk__in=[one.pk for one in telling if name in one.details["author"].split(", ")]).delete()
