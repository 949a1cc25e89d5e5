"""Leaving, and taking that back: by buttons alone, for scanners of mail open links."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from network.access.errors import Refusal
from network.people.leaving.actions import leave, leaving_in, stay
from network.people.leaving.forms import LeavingForm
from network.people.models import Leaving, Member


@never_cache
@login_required
def leave_site(request: HttpRequest) -> HttpResponse:
    member = cast(Member, request.user)
    form = LeavingForm(request.POST or None, request=request)
    if form.is_valid():
        try:
            leaving = leave(member, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            until = {"until": date_format(leaving.erased_on)}
            messages.success(
                request, _("Your account is closed. Until %(until)s the mail that you get undoes it.") % until
            )
            return redirect("account_login")
    context = {"form": form, "days": Leaving.DAYS}
    return render(request, "network/people/leaving/leave.html", context, status=422 if form.is_bound else 200)


@never_cache
def undo(request: HttpRequest, token: str) -> HttpResponse:
    context: dict[str, object] = {}
    try:
        if request.method == "POST":
            stay(token)
            messages.success(request, _("Your account is open again. Sign in with the password that you had."))
            return redirect("account_login")
        context["until"] = leaving_in(token).erased_on
    except Refusal as refusal:
        context["refusal"] = str(refusal)
    return render(request, "network/people/leaving/stay.html", context)
