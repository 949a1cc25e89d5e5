"""Each contact of a person has its own audience, whoever may see the rest of the profile."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from network.access.viewer import MEMBERS, Viewer, edition_key
from network.people.models import Profile
from network.trainings.models import Edition

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Contact:
    label: Any
    value: str
    link: str


def contacts_of(profile: Profile, viewer: Viewer) -> list[Contact]:
    """What this viewer may see; the person sees all of his own."""
    is_mine = viewer.member_id == profile.member_id
    contacts = []
    if profile.phone and (is_mine or profile.phone_audience in viewer.keys):
        contacts.append(Contact(_("Telephone"), profile.phone, f"tel:{_digits(profile.phone)}"))
    if profile.contact_email and (is_mine or profile.email_audience in viewer.keys):
        contacts.append(Contact(_("E-mail"), profile.contact_email, f"mailto:{profile.contact_email}"))
    return contacts


def contact_audiences(member_id: int) -> list[tuple[str, Any]]:
    """Whom a member can show a contact to: nobody, the people of his weeks, or all members."""
    editions = Edition.objects.filter(workshops__participations__member=member_id).distinct()
    own = [(edition_key(edition.pk), _("People of %(edition)s") % {"edition": edition.title}) for edition in editions]
    return [(NOBODY, _("Nobody")), *own, (MEMBERS, _("All members"))]


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")
