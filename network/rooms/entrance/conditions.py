"""When something can be said in a room under the Chatham House rule: five people can enter it, and who speaks has accepted it.

Among fewer, what one says is easily told. Both are asked at each message, so that a room which shrinks is silent again.
"""

from django.utils.translation import ngettext

from network.access.gate import action
from network.access.seals import fits, seal
from network.access.viewer import count_holders
from network.people.models import Member
from network.rooms.errors import NotOpenYet, RuleNotAccepted
from network.rooms.models import Room

OPENS_AT = 5  # people; the sentence below says so in words
# Of the text in templates/network/rooms/entrance/rule.html. Raised with it: then everybody is asked again.
RULE_VERSION = 1
_PURPOSE = "rule accepted"


def refuse_unless_may_speak(room: Room, member: Member) -> None:
    """Raises RuleNotAccepted or NotOpenYet."""
    if not room.is_anonymous:
        return
    if not has_accepted(member):
        raise RuleNotAccepted
    if sentence := why_not_open(room):
        raise NotOpenYet(sentence)


def why_not_open(room: Room) -> str:
    """A sentence for members that says how many are missing; empty where the room is open."""
    number = count_holders(room.audience, up_to=OPENS_AT) if room.is_anonymous else OPENS_AT
    if number >= OPENS_AT:
        return ""
    sentence = ngettext(
        "This room opens when five people belong to it; now there is %(number)d.",
        "This room opens when five people belong to it; now there are %(number)d.",
        number,
    )
    return sentence % {"number": number}


def asks_for_the_rule(room: Room, member: Member) -> bool:
    return room.is_anonymous and not has_accepted(member)


def has_accepted(member: Member) -> bool:
    return fits(member.rule_seal, _PURPOSE, RULE_VERSION, member.pk)


@action
def accept_rule(member: Member) -> None:
    """Nothing else is written: no moment, no row, no entry in the log of acts. Done again it changes nothing."""
    if not has_accepted(member):
        member.rule_seal = rule_seal(member.pk)
        Member.objects.filter(pk=member.pk).update(rule_seal=member.rule_seal)


def rule_seal(member_id: int) -> str:
    return seal(_PURPOSE, RULE_VERSION, member_id)
