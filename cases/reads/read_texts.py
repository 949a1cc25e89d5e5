"""Texts with the numbers of their readers, for who may see both."""

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, PositiveIntegerField, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cases.library.models import KINDS
from cases.reads.models import ReadCount
from network.access.viewer import Viewer


def texts_open_to(viewer: Viewer) -> QuerySet[Page]:
    """Published cases and practices in one set, each with its `address`."""
    own = Q()
    for model in KINDS.values():
        own |= Q(pk__in=model.visible.to(viewer).values("pk"))
    return _with_address(Page.objects.filter(own))


def _with_address(texts: QuerySet[Page]) -> QuerySet[Page]:
    address = Coalesce(*(F(f"{model._meta.model_name}__address") for model in KINDS.values()))
    return texts.annotate(address=address).select_related("locale", "content_type")


def with_reads(texts: QuerySet[Page], since: date | None) -> QuerySet[Page]:
    """With `reads` since that day: asked for each row that is read, so of a page of them alone."""
    own = ReadCount.objects.since(since).filter(page=OuterRef("pk")).order_by().values("page")
    reads = Subquery(own.annotate(sum=Sum("count")).values("sum"), output_field=PositiveIntegerField())
    return texts.annotate(reads=Coalesce(reads, 0))


def most_read(viewer: Viewer, since: date | None, *, limit: int) -> list[Any]:
    """Pages with `address` and `reads`, the most read first; in one query."""
    open_now = texts_open_to(viewer).order_by().values("pk")
    counts = ReadCount.objects.since(since).filter(page__in=open_now).order_by().values("page")
    first = counts.annotate(sum=Sum("count")).order_by("-sum", "page").values("page")[:limit]
    found = with_reads(_with_address(Page.objects.filter(pk__in=first)), since)
    return sorted(found, key=lambda page: (-page.reads, page.pk))
