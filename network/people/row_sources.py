"""Members on the page of a week."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from network.access.viewer import Viewer
from network.people.alphabets import sort_key
from network.people.models import Profile
from network.row_sources import register_row_source
from network.trainings.models import Participation
from search.registry import Row

MAX_PARTICIPANTS = 400


def participants_of(workshop_id: int, viewer: Viewer) -> Sequence[Row]:
    """Those of the week whose profiles the viewer may see, by the reader's alphabet."""
    there = Participation.objects.filter(workshop=workshop_id).values("member")
    profiles = Profile.visible.to(viewer).filter(member__in=there, member__is_active=True).for_rows()
    shown = sorted(profiles[:MAX_PARTICIPANTS], key=lambda profile: sort_key(profile.member.name))
    return [_row(profile) for profile in shown]


def _row(profile: Profile) -> Row:
    return Row(
        kind="person",
        id=profile.member_id,
        url=profile.get_absolute_url(),
        title=profile.member.name,
        language="",
        kind_label=str(_("Person")),
        countries=(profile.country.name,) if profile.country else (),
    )


def register_participants() -> None:
    register_row_source("participants", participants_of)
