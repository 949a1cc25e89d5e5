"""What changes a reading list."""

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from django.utils.timezone import localdate

from cases.library.models import Contribution
from cases.reading_list.errors import ListIsFull
from cases.reading_list.models import MAX_TEXTS, ReadingList, SavedText
from cases.reading_list.texts import readable_kinds
from network.access.gate import action
from network.access.viewer import Viewer


@action
def save_text(page: Contribution, viewer: Viewer) -> None:
    """At the head of the viewer's list; what stands there stays where it stands. Raises ListIsFull."""
    row, entries = _locked(viewer)
    if any(one.key == page.translation_key for one in entries):
        return
    if len(entries) >= MAX_TEXTS:
        # He can take off only what he sees: what he does not see takes no room away from him.
        kinds = readable_kinds([one.key for one in entries], viewer)
        entries = [one for one in entries if one.key in kinds]
    if len(entries) >= MAX_TEXTS:
        raise ListIsFull(number=MAX_TEXTS)
    _keep(row, [SavedText(page.translation_key, localdate()), *entries])


@action
def remove_text(page: Contribution, viewer: Viewer) -> None:
    row, entries = _locked(viewer)
    _keep(row, [one for one in entries if one.key != page.translation_key])


@action
def renew_keys() -> int:
    """Seal lists under the newest key that are under an older one, so that the older one may go. Returns how many; what no
    key opens is left as it is."""
    renewed = 0
    for row in ReadingList.objects.under_older_keys().select_for_update().order_by("pk"):
        try:
            _keep(row, row.open())
        except InvalidTag:
            continue
        renewed += 1
    return renewed


def _locked(viewer: Viewer) -> tuple[ReadingList, list[SavedText]]:
    assert viewer.member_id
    rows = ReadingList.objects.select_for_update()
    row, _is_new = rows.get_or_create(member_id=viewer.member_id, defaults={"sealed": b"", "key_mark": ""})
    return row, row.entries()


def _keep(row: ReadingList, entries: Sequence[SavedText]) -> None:
    row.seal(entries)
    row.save(update_fields=["sealed", "key_mark"])
