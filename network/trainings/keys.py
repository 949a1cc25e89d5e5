"""The audience keys that come from having been at a training."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from network.access.viewer import edition_key
from network.trainings.models import Participation


def edition_keys(member_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    participations = Participation.objects.filter(member__in=member_ids).distinct()
    return (
        (member, edition_key(edition)) for member, edition in participations.values_list("member", "workshop__edition")
    )


def edition_holders(edition: int) -> QuerySet[Any, Any]:
    """Who was there, each once, however many of its weeks."""
    participations = Participation.objects.filter(workshop__edition=edition, member__is_active=True)
    return participations.order_by().values_list("member").distinct()
