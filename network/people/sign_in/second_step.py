"""Who works in the admin proves himself in two steps. Without a second one he is led to where it is set up, and back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from django.conf import settings
from django.contrib import messages
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from network.people.models import Member
from network.time_zones import to_day

View = Callable[[HttpRequest], HttpResponse]

ADMIN = "/admin/"
LOGOUT = "/admin/logout/"
# Accounts whose password everybody knows: excepted where the site runs for development, and nowhere else.
DEMONSTRATION = "@demo.example"
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# In the session: whose second step was taken in it, and where he wanted to go.
PROVED, WANTED = "second_step", "second_step_wanted"


def ask_for_second_step(get_response: View) -> View:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ADMIN) and request.path_info != LOGOUT and request.user.is_authenticated:
            way = way_to_prove(request, request.user) if request.user.is_staff else ""
            if way:
                return redirect(way)
        return get_response(request)

    return middleware


def steps_of(member: Member) -> set[str]:
    return set(Authenticator.objects.filter(user=member, type__in=STEPS).values_list("type", flat=True))


def way_to_prove(request: HttpRequest, member: Member) -> str:
    """Where who does more than a member may is led first; empty where he may go on."""
    if settings.DEBUG and member.email.endswith(DEMONSTRATION):
        return ""
    steps = steps_of(member)
    if steps and request.session.get(PROVED) == member.pk:
        request.session.pop(WANTED, None)
        return ""
    came_for = request.get_full_path() if request.method == "GET" else ADMIN
    if steps:
        name = "mfa_reauthenticate" if Authenticator.Type.TOTP in steps else "mfa_reauthenticate_webauthn"
        return f"{reverse(name)}?{urlencode({'next': came_for})}"
    request.session[WANTED] = came_for
    messages.info(
        request, _("Whoever works in the admin or moderates signs in in two steps. Set up the second one, then go on.")
    )
    return reverse("mfa_index")


def watch_second_steps() -> None:
    authenticator_added.connect(_is_proved, dispatch_uid="second_step_added")
    authenticator_used.connect(_is_proved, dispatch_uid="second_step_used")
    pre_save.connect(_keep_the_day, sender=Authenticator, dispatch_uid="second_step_day")


def _is_proved(request: HttpRequest, user: Member, **_rest: Any) -> None:
    """Setting one up takes it, too: the app's code, or the key's answer."""
    request.session[PROVED] = user.pk


def _keep_the_day(instance: Authenticator, **_rest: Any) -> None:
    """Who knows to the minute when each was there, and when something was said under the rule, knows who said it."""
    for name in ("created_at", "last_used_at"):
        if moment := getattr(instance, name):
            setattr(instance, name, to_day(moment))
