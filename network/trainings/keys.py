"""The audience keys that come from having been at a training."""

from collections.abc import Collection, Iterator

from network.access.viewer import edition_key
from network.trainings.models import Participation


def edition_keys(member_ids: Collection[int]) -> Iterator[tuple[int, str]]:
    participations = Participation.objects.filter(member__in=member_ids).distinct()
    return (
        (member, edition_key(edition)) for member, edition in participations.values_list("member", "workshop__edition")
    )
