"""What changes saved searches."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from search.engines.passages import Thing
from search.saved.models import PAUSES, Frequency, SavedSearch, Told

MAX_SEARCHES = 50


@transaction.atomic
def save_search(owner_id: int, *, name: str, query: str) -> SavedSearch | None:
    """Keep it; the same search again is the same. None if the member has MAX_SEARCHES already."""
    known = SavedSearch.objects.of(owner_id)
    if known.filter(query=query).exists() or known.count() < MAX_SEARCHES:
        return SavedSearch.objects.get_or_create(owner_id=owner_id, query=query, defaults={"name": name})[0]
    return None


@transaction.atomic
def change_frequency(search: SavedSearch, frequency: str) -> None:
    search.frequency = Frequency(frequency)
    search.next_at = timezone.now()
    search.save(update_fields=["frequency", "next_at"])


@transaction.atomic
def forget_search(search: SavedSearch) -> None:
    search.delete()


@transaction.atomic
def note_told(owner_id: int, things: Collection[Thing], searches: Collection[SavedSearch], *, moment: datetime) -> None:
    """The member knows of these, and his searches have their turn again when their pause is over."""
    rows = [Told(owner_id=owner_id, kind=thing.kind, thing=thing.id) for thing in things]
    Told.objects.bulk_create(rows, ignore_conflicts=True)
    for search in searches:
        search.next_at = moment + PAUSES[Frequency(search.frequency)]
        search.save(update_fields=["next_at"])
