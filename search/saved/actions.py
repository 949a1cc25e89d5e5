"""What changes saved searches."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from search.engines.passages import Thing
from search.query.params import SearchParams, parse_params
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
def replace_value(facet: str, old: str, new: str) -> list[dict[str, Any]]:
    """In all saved searches; who had saved both has one. Returns each as it was, for `restore_searches`."""
    changed = []
    for search in SavedSearch.objects.select_for_update().filter(query__contains=old).order_by("pk"):
        params = parse_params(QueryDict(search.query.removeprefix("?")))
        values = params.selected.get(facet, ())
        if old not in values:
            continue
        became = dict.fromkeys(new if value == old else value for value in values)
        query = (changed_params := replace(params, selected={**params.selected, facet: tuple(became)})).querystring()
        before = {field.attname: field.value_to_string(search) for field in SavedSearch._meta.concrete_fields}
        changed.append({"before": before, "query": query})
        if SavedSearch.objects.filter(owner=search.owner_id, query=query).exclude(pk=search.pk).exists():
            search.delete()
            continue
        if search.name == default_name(params):
            search.name = default_name(changed_params)
        search.query = query
        search.save(update_fields=["name", "query"])
    return changed


@transaction.atomic
def restore_searches(changed: list[dict[str, Any]]) -> None:
    """As they were before `replace_value`; not where their owner has changed or removed one since, or is gone."""
    for one in changed:
        fields = {field.attname: field for field in SavedSearch._meta.concrete_fields}
        search = SavedSearch(**{name: fields[name].to_python(value) for name, value in one["before"].items()})
        there = SavedSearch.objects.select_for_update().filter(owner=search.owner_id)
        if there.filter(query=search.query).exists():
            continue
        was_doubled = not SavedSearch.objects.filter(pk=search.pk).exists()
        if was_doubled and there.filter(query=one["query"]).exists():
            search.save(force_insert=True)
        elif not was_doubled:
            there.filter(pk=search.pk, query=one["query"]).update(query=search.query, name=search.name)


def default_name(params: SearchParams) -> str:
    """What a search is called that its owner gave no name."""
    return (params.text or ", ".join(value for values in params.selected.values() for value in values))[:120]


@transaction.atomic
def note_told(owner_id: int, things: Collection[Thing], searches: Collection[SavedSearch], *, moment: datetime) -> None:
    """The member knows of these, and his searches have their turn again when their pause is over."""
    rows = [Told(owner_id=owner_id, kind=thing.kind, thing=thing.id) for thing in things]
    Told.objects.bulk_create(rows, ignore_conflicts=True)
    for search in searches:
        search.next_at = moment + PAUSES[Frequency(search.frequency)]
        search.save(update_fields=["next_at"])
