"""What somebody was told."""

from collections.abc import Iterator

from network.access.viewer import Viewer
from network.notices.models import Notice
from network.people.own_data.archive import plain_row
from network.people.own_data.sources import OwnRows, OwnThing

_FIELDS = ("kind", "details", "path", "made_at", "read_at", "mailed_at")


def notice_things(viewer: Viewer) -> Iterator[OwnThing]:
    yield OwnRows("notices", (plain_row(one, *_FIELDS) for one in Notice.objects.of(viewer.member_id).iterator()))
