"""One member of each kind. The one who writes under the Chatham House rule has a name that stands nowhere else."""

from django.contrib.auth.models import Group

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.viewer import MEMBERS as MEMBERS_KEY
from network.access.viewer import edition_key
from network.notices.actions import notify
from network.people.actions import edit_profile
from network.people.models import EDITORS_GROUP, ORGANISERS_GROUP, Member
from network.trainings.models import Participation
from tests.factories import MemberFactory
from tests.policy.world import World
from tests.policy.world.canaries import (
    ALUMNA,
    ALUMNUS,
    AUTHOR,
    EDITOR,
    MEMBERS,
    NOBODY,
    OF_ASHGABAT,
    ORGANISER,
    VIEWERS,
    WHISPERER,
)

WERE_AT = {ALUMNA: "almaty", AUTHOR: "almaty", ALUMNUS: "ashgabat", WHISPERER: "ashgabat"}


def settle_people(world: World) -> None:
    for viewer in VIEWERS[1:]:
        world.members[viewer] = _member(world, viewer)
        is_open = viewer != WHISPERER
        world.note("person", viewer, world.members[viewer].pk, MEMBERS if is_open else {WHISPERER})
    for viewer, group in ((EDITOR, EDITORS_GROUP), (ORGANISER, ORGANISERS_GROUP)):
        world.members[viewer].groups.add(Group.objects.get(name=group))
    _profiles(world)
    _told(world)


def _member(world: World, viewer: str) -> Member:
    """The address of the account is told to nobody but its owner, and to organisers, who keep the list."""
    account = world.canaries.hide(f"account address of the {viewer}", site={viewer}, desk={ORGANISER})
    member: Member = MemberFactory(name=_name(world, viewer), email=f"{account}@example.org")
    if viewer in WERE_AT:
        Participation.objects.create(member=member, workshop=world.made[f"week in {WERE_AT[viewer]}"])
    return member


def _name(world: World, viewer: str) -> str:
    if viewer != WHISPERER:
        return f"{viewer.capitalize()} Bekova"
    return f"{world.canaries.hide('name of the whisperer', site={WHISPERER}, desk={ORGANISER}).capitalize()} Bekova"


def _profiles(world: World) -> None:
    hide = world.canaries.hide
    edit_profile(
        world.members[AUTHOR],
        account={},
        profile={"about": f"Ask me about {hide('what the author can help with', site=MEMBERS)}"},
    )
    edit_profile(
        world.members[ALUMNUS],
        account={},
        profile={
            "phone": f"+996 {hide('telephone of the alumnus', site=OF_ASHGABAT)}",
            "phone_audience": edition_key(world.made["week in ashgabat"].edition_id),
            "contact_email": f"{hide('address for colleagues of the alumnus', site=MEMBERS)}@example.org",
            "email_audience": MEMBERS_KEY,
        },
    )
    phone = hide("telephone of the alumna, shown to nobody", site={ALUMNA})
    edit_profile(world.members[ALUMNA], account={}, profile={"phone": phone, "phone_audience": ""})
    institution = hide("institution of the whisperer", site={WHISPERER})
    edit_profile(world.members[WHISPERER], account={}, profile={"institution": institution, "audience": ""})


def _told(world: World) -> None:
    """A notice to one member; and an act in the log, which organisers read."""
    title = world.canaries.hide("a notice to the alumna", site={ALUMNA})
    notify(
        [world.members[ALUMNA]],
        kind="cases/contribute/notices/published",
        path="/contribute/",
        details={"title": title, "reason": ""},
    )
    reason = world.canaries.hide("reason in the log of acts", site=NOBODY, desk={ORGANISER})
    record(Act.ACCOUNT_CLOSED, "person:0", by=world.members[EDITOR], details=reason)
