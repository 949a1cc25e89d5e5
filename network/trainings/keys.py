"""The audience keys that come from having been at a training."""

from network.access.viewer import edition_key
from network.trainings.models import Participation


def edition_keys(member_id: int) -> list[str]:
    editions = Participation.objects.filter(member=member_id).values_list("workshop__edition", flat=True).distinct()
    return [edition_key(edition) for edition in editions]
