"""The page on which a member reads the rule and accepts it, before the first room that keeps it."""

from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from network.people.models import Member
from network.rooms.entrance.conditions import RULE_VERSION, accept_rule, has_accepted


@login_required
def rule(request: HttpRequest) -> HttpResponse:
    """What was read is accepted, and no later version of it: that is shown first."""
    member, going_to = cast(Member, request.user), _going_to(request)
    if request.method == "POST" and request.POST.get("version") == str(RULE_VERSION):
        accept_rule(member)
        return redirect(going_to)
    context = {"version": RULE_VERSION, "going_to": going_to, "has_accepted": has_accepted(member)}
    return render(request, "network/rooms/entrance/rule.html", context, status=422 if request.method == "POST" else 200)


def rule_address(going_to: str) -> str:
    return f"{reverse('rooms_rule')}?{urlencode({'next': going_to})}"


def to_the_rule(request: HttpRequest) -> HttpResponseRedirect:
    """From where it is asked for, and back there."""
    return HttpResponseRedirect(rule_address(request.get_full_path()))


def _going_to(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else reverse("rooms")
