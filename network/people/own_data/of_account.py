"""What of the account is its owner's: profile, participations, searches, where he is signed in, what the log says of him."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from network.access.audit.waiting import waiting_entries
from network.access.models import AuditEntry
from network.access.viewer import Viewer
from network.people.models import Member, Profile
from network.people.own_data.archive import plain_row
from network.people.own_data.sources import OwnRows, OwnThing
from network.trainings.models import Participation
from search.saved.models import SavedSearch

_PROFILE = ("audience", "name_native", "position", "institution", "about", "languages", "phone", "phone_audience")


def account_things(viewer: Viewer) -> Iterator[OwnThing]:
    assert viewer.member_id
    member = Member.objects.get(pk=viewer.member_id)
    yield OwnRows("account", [_account(member)])
    yield OwnRows("profile", (_profile(one) for one in Profile.objects.filter(member=member).opened().for_rows()))
    weeks = Participation.objects.filter(member=member).select_related("workshop__edition")
    yield OwnRows("participations", (_participation(one) for one in weeks))
    searches = SavedSearch.objects.of(member.pk)
    fields = ("name", "query", "frequency", "saved_at")
    yield OwnRows("saved-searches", (plain_row(one, *fields) for one in searches.iterator()))
    yield OwnRows("sessions", _sessions(member))
    yield OwnRows("log-of-acts", _acts(member))


def _account(member: Member) -> dict[str, Any]:
    groups = sorted(member.groups.values_list("name", flat=True))
    return plain_row(member, "email", "name", "language", "time_zone", "is_superuser") | {
        "joined": member.date_joined.date(),
        "last_sign_in": member.last_login and member.last_login.date(),
        "groups": groups,
    }


def _profile(profile: Profile) -> dict[str, Any]:
    return plain_row(profile, *_PROFILE) | {
        "contact_email": profile.contact_email,
        "email_audience": profile.email_audience,
        "country": profile.country.slug if profile.country else "",
        "themes": sorted(profile.themes.values_list("slug", flat=True)),
    }


def _participation(one: Participation) -> dict[str, Any]:
    week = one.workshop
    return {"workshop": week.slug, "edition": week.edition.slug, "first_day": week.starts_on, "role": one.role}


def _sessions(member: Member) -> Iterator[dict[str, Any]]:
    """The last day of each; no column says whose a session is, so that each is opened."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(member.pk):
            yield {"ends": session.expire_date.date()}


def _acts(member: Member) -> Iterator[dict[str, Any]]:
    """His own, and those about his account: of others not who they were, nor from where."""
    about = AuditEntry.objects.filter(Q(actor=member.pk) | Q(thing=f"person:{member.pk}")).order_by("number")
    waiting = (one for one in waiting_entries() if member.pk == one.actor_id or one.thing == f"person:{member.pk}")
    for entry in chain(about.iterator(), waiting):
        is_own = entry.actor_id == member.pk
        yield plain_row(entry, "verb", "thing", "details") | {
            "day": entry.at.date(),
            "by": "me" if is_own else "another",
            "network": entry.network if is_own else "",
        }
