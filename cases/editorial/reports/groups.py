"""How many texts there are of what, and how often they are read: counted by the database, in as many queries for a hundred
thousand texts as for ten."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone, get_default_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.library.models import KINDS
from cases.reads.models import ReadCount
from network.access.viewer import Viewer
from network.time_zones import start_of_day
from network.trainings.models import Edition
from search.site import LANGUAGE_NAMES
from search.vocabulary.models import Concept

Names = Callable[[Iterable[Any]], Mapping[Any, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that are about the same. new: of them, published in the period; reads: in the period, too."""

    name: str
    texts: int
    new: int
    reads: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """By what texts are put together. field: of a text; none: by the month in which it was published, or read."""

    label: Any
    field: str
    names: Names

    def of_texts(self) -> Any:
        if self.field:
            return F(self.field)
        return TruncMonth("first_published_at", output_field=DateField(), tzinfo=get_default_timezone())

    def of_reads(self, model: Any) -> Any:
        return F(f"page__{model._meta.model_name}__{self.field}") if self.field else TruncMonth("day")


def _concepts(keys: Iterable[Any]) -> Mapping[Any, str]:
    return {pk: concept.name for pk, concept in Concept.objects.in_bulk([*keys]).items()}


def _editions(keys: Iterable[Any]) -> Mapping[Any, str]:
    return {pk: edition.title for pk, edition in Edition.objects.in_bulk([*keys]).items()}


def _languages(keys: Iterable[Any]) -> Mapping[Any, str]:
    return {code: LANGUAGE_NAMES.get(code, code) for code in keys}


def _months(keys: Iterable[Any]) -> Mapping[Any, str]:
    return {month: date_format(month, "YEAR_MONTH_FORMAT") for month in keys}


DIMENSIONS: Mapping[str, Dimension] = {
    "theme": Dimension(gettext_lazy("Theme"), "themes", _concepts),
    "country": Dimension(gettext_lazy("Country"), "countries", _concepts),
    "language": Dimension(gettext_lazy("Language"), "locale__language_code", _languages),
    "edition": Dimension(gettext_lazy("Edition"), "workshop__edition", _editions),
    "month": Dimension(gettext_lazy("Month"), "", _months),
}


def groups(dimension: Dimension, viewer: Viewer, since: date | None) -> list[Group]:
    """The most read first; months from the newest back. A text stands in each of its themes, and once where it has none."""
    numbers: dict[Any, list[int]] = {}
    for model in KINDS.values():
        texts = model.visible.to(viewer).order_by()
        for key, all_texts, new in _texts(texts, dimension, since):
            _add(numbers, key, all_texts, new, 0)
        counts = ReadCount.objects.since(since).filter(page__in=texts.values("pk"))
        by_key = counts.values(key=dimension.of_reads(model)).annotate(reads=Sum("count"))
        for key, reads in by_key.values_list("key", "reads"):
            _add(numbers, key, 0, 0, reads)
    names = dimension.names([key for key in numbers if key is not None])
    found = [(key, Group(names.get(key) or _("not said"), *counted)) for key, counted in numbers.items()]
    if not dimension.field:
        return [group for _key, group in sorted(found, key=lambda one: one[0], reverse=True)]
    return sorted((group for _key, group in found), key=lambda group: (-group.reads, -group.texts, group.name))


def _texts(texts: Any, dimension: Dimension, since: date | None) -> Any:
    """Rows of (key, texts, new)."""
    is_new = _is_new(since)
    if not dimension.field:
        texts = texts.filter(is_new)
    counted = texts.values(key=dimension.of_texts()).annotate(texts=Count("pk"), new=Count("pk", filter=is_new))
    return counted.values_list("key", "texts", "new")


def _is_new(since: date | None) -> Q:
    if since is None:
        return Q(first_published_at__isnull=False)
    return Q(first_published_at__gte=start_of_day(since, get_default_timezone_name()))


def _add(numbers: dict[Any, list[int]], key: Any, *counted: int) -> None:
    before = numbers.setdefault(key, [0, 0, 0])
    numbers[key] = [one + other for one, other in zip(before, counted, strict=True)]


def totals(viewer: Viewer, since: date | None) -> Group:
    """Of all texts together: one that has two themes is counted once."""
    texts = new = reads = 0
    for model in KINDS.values():
        visible = model.visible.to(viewer).order_by()
        counted = visible.aggregate(texts=Count("pk"), new=Count("pk", filter=_is_new(since)))
        counts = ReadCount.objects.since(since).filter(page__in=visible.values("pk"))
        texts, new = texts + counted["texts"], new + counted["new"]
        reads += counts.aggregate(sum=Sum("count"))["sum"] or 0
    return Group("", texts, new, reads)
