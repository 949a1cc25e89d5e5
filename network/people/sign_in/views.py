"""The entrance's own pages, beside those of allauth."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.access.errors import Refusal
from network.people.models import Member
from network.people.sign_in.address import address_in, change_own_address, send_address_link
from network.people.sign_in.address_undo import address_to_restore, undo_address
from network.people.sign_in.devices import devices_of, end_sessions
from network.people.sign_in.forms import AddressForm
from network.throttling.places import account_hash, remember_device


@login_required
def address(request: HttpRequest) -> HttpResponse:
    member = cast(Member, request.user)
    form = AddressForm(request.POST or None, request=request)
    if form.is_valid():
        send_address_link(member, form.cleaned_data["email"])
        messages.success(
            request,
            _(
                "If no other account has this address, a mail with a link is on its way to %(email)s. Open it within a day."
            )
            % form.cleaned_data,
        )
        return redirect("account_email")
    return render(request, "network/people/sign_in/address.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
def address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Scanners of mail open links; only the button counts."""
    member = cast(Member, request.user)
    try:
        if request.method == "POST":
            new = address_in(token, member)
            change_own_address(member, token)
            messages.success(request, _("Done: this is your address now."))
            response = redirect("account_email")
            remember_device(request, response, account_hash(new))
            return response
        context = {"new": address_in(token, member)}
    except Refusal as refusal:
        context = {"refusal": str(refusal)}
    return render(request, "network/people/sign_in/address_confirm.html", context)


def address_undo(request: HttpRequest, token: str) -> HttpResponse:
    """From the old mailbox, signed in or not. Scanners of mail open links; only the button counts."""
    try:
        if request.method == "POST":
            context: dict[str, object] = {"restored": undo_address(token).email}
        else:
            context = {"before": address_to_restore(token)[1]}
    except Refusal as refusal:
        context = {"refusal": str(refusal)}
    return render(request, "network/people/sign_in/address_undo.html", context)


@login_required
def devices(request: HttpRequest) -> HttpResponse:
    member, this = cast(Member, request.user), str(request.session.session_key)
    if request.method == "POST":
        asked = request.POST.get("end", "")
        count = end_sessions(
            member, whose=lambda one: not one.is_this and (asked in ("others", one.id)), this=this, by=member
        )
        words = ngettext("%(count)d device is signed out.", "%(count)d devices are signed out.", count)
        messages.success(request, words % {"count": count})
        return redirect("account_devices")
    return render(request, "network/people/sign_in/devices.html", {"devices": devices_of(member, this)})
