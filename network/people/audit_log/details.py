"""The details of an entry in words of the reader's language: in the log stand names of fields, ways and roles."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from network.handover import Words
from network.people.accounts.forms import GROUP_NAMES
from network.people.audit_log.things import thing_words
from network.throttling.throttles import ADDRESS, PASSWORD, RESET, SECOND_STEP, SIGN_IN
from network.trainings.models import Role

_WORDS = {
    # how somebody signed in, or failed to
    "mfa": _("Second step of signing in"),
    "password_reset": _("Link from a mail"),
    SIGN_IN.name: _("Password"),
    PASSWORD.name: _("Password"),
    SECOND_STEP.name: _("Second step of signing in"),
    RESET.name: _("Link from a mail"),
    ADDRESS.name: _("E-mail address"),
    # what was added, removed or changed
    "name": _("Name"),
    "language": _("Language"),
    "totp_activated": _("App that shows codes"),
    "totp_deactivated": _("App that shows codes"),
    "webauthn_added": _("Passkeys"),
    "webauthn_removed": _("Passkeys"),
    # by what a table was narrowed
    "who": _("Who"),
    "what": _("What"),
    "since": _("From day"),
    "until": _("To day"),
    # why a message was moderated, and what was done about it
    "names-a-speaker": _("It tells who said something under the Chatham House rule."),
    "confidential": _("It holds something that is not for everybody who reads here."),
    "hurtful": _("It hurts somebody."),
    "misplaced": _("It has nothing to do with what is talked about here."),
    "other": _("Another reason, as the moderator writes."),
    "hidden": _("Hide the message from everybody else"),
    # what became of the words of somebody who left
    Words.NAMED.value: _("It stays, with the name"),
    Words.FORMER.value: _("It stays, as that of “a former participant”"),
    Words.REMOVED.value: _("It is removed"),
}
# They say no more than the act itself.
_SILENT = {"password_changed", "password_set", "recovery_codes_generated"}
_ROLES = {**GROUP_NAMES, "Administrator": _("Administrator")}


def detail_words(details: str) -> str:
    """What stands in no table is shown as it was written: names of rights and of own groups, fingerprints of keys."""
    return ", ".join(_part(part) for part in details.split(", ") if part not in _SILENT)


def _part(part: str) -> str:
    if part.startswith(("+", "-")):
        return f"{part[0]}{_ROLES.get(part[1:], part[1:])}"
    if muted := re.fullmatch(r"muted (\d+) days", part):
        days = int(muted[1])
        for_days = ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days}
        return f"{_('Mute the author in this room')}: {for_days}"
    place, _space, role = part.partition(" ")
    if role in Role.values:
        return f"{thing_words(place)}: {Role(role).label}"
    return str(_WORDS.get(part) or thing_words(part)).removesuffix(".")
