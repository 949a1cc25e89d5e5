"""The entrance's own pages, beside those of allauth."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from network.access.errors import Refusal
from network.people.models import Member
from network.people.sign_in.address import address_in, change_own_address, send_address_link
from network.people.sign_in.forms import AddressForm


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
            change_own_address(member, token)
            messages.success(request, _("Done: this is your address now."))
            return redirect("account_email")
        context = {"new": address_in(token, member)}
    except Refusal as refusal:
        context = {"refusal": str(refusal)}
    return render(request, "network/people/sign_in/address_confirm.html", context)
