"""The reading list of who takes his data along: what he may read of it."""

from collections.abc import Iterator
from typing import Any

from cases.library.models import KINDS
from cases.reading_list.models import ReadingList
from network.access.viewer import Viewer
from network.people.own_data.sources import OwnRows, OwnThing


def saved_things(viewer: Viewer) -> Iterator[OwnThing]:
    yield OwnRows("reading-list", _rows(viewer))


def _rows(viewer: Viewer) -> Iterator[dict[str, Any]]:
    days = {one.key: one.day for one in ReadingList.objects.entries_of(viewer.member_id)}
    for kind, model in KINDS.items():
        pages = model.visible.to(viewer).filter(translation_key__in=days).select_related("locale").order_by("pk")
        for page in pages.iterator():
            yield {
                "day": days[page.translation_key],
                "kind": kind,
                "language": page.language,
                "address": page.address,
                "title": page.title,
            }
