"""The directory, and what each member shows of himself."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.access.requests import MemberRequest
from network.people.actions import edit_profile
from network.people.alphabets import display_name
from network.people.contacts import contacts_of
from network.people.directory import MAX_QUERY_LENGTH, directory
from network.people.forms import ProfileForm
from network.people.models import Member, Profile
from network.roles import told
from network.row_sources import rows_for
from network.trainings.models import Participation

OF_THE_ACCOUNT = ("language", "time_zone")


@login_required
def people(request: MemberRequest) -> HttpResponse:
    found = directory(request.viewer, request.GET)
    return render(
        request,
        "network/people/people.html",
        {"directory": found, "query": request.GET.get("q", "")[:MAX_QUERY_LENGTH]},
    )


@login_required
def person(request: MemberRequest, id: int) -> HttpResponse:
    """A member's page. His own is there before he has filled in anything."""
    viewer = request.viewer
    if id == viewer.member_id and not Profile.visible.to(viewer).filter(member=id).exists():
        return redirect("profile_edit")
    shown = Profile.visible.to(viewer).filter(member__is_active=True).for_rows().prefetch_related("themes")
    profile = get_object_or_404(shown, member=id)
    weeks = Participation.objects.filter(member=id).select_related("workshop__edition").order_by("workshop__starts_on")
    context = {
        "profile": profile,
        "name": display_name(profile.member.name, profile.name_native),
        "contacts": contacts_of(profile, viewer),
        "weeks": weeks,
        "rows": rows_for("person", id, viewer),
        "is_mine": id == viewer.member_id,
    }
    return render(request, "network/people/person.html", context)


@login_required
def roles(request: MemberRequest) -> HttpResponse:
    """Who may do what on this site."""
    return render(request, "network/people/roles.html", {"roles": list(told())})


@login_required
def profile_edit(request: MemberRequest) -> HttpResponse:
    member = cast(Member, request.user)
    profile = Profile.objects.filter(member=member).opened().first() or Profile(member=member)
    form = ProfileForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        account = {name: form.cleaned_data[name] for name in OF_THE_ACCOUNT}
        rest = {name: value for name, value in form.cleaned_data.items() if name not in OF_THE_ACCOUNT}
        edit_profile(Member.objects.get(pk=member.pk), account=account, profile=rest)
        messages.success(request, _("Saved. This is how colleagues see you."))
        return redirect("person", member.pk)
    return render(request, "network/people/profile_edit.html", {"form": form}, status=422 if form.is_bound else 200)
