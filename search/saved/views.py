"""Keeping searches: all of it plain forms."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.input.numbers import number_from
from search.query.params import parse_params
from search.saved.actions import change_frequency, default_name, forget_search, save_search
from search.saved.models import Frequency, SavedSearch

MAX_QUERY_LENGTH = 1_000  # characters of an address, as the database keeps it
SALT = "search.saved.stop"


def stop_token(search: SavedSearch) -> str:
    """By which a mail's reader stops its alerts without signing in; it opens nothing else."""
    return signing.dumps(search.pk, salt=SALT)


@login_required
def saved(request: HttpRequest) -> HttpResponse:
    searches = list(SavedSearch.objects.of(request.user.pk))
    context = {"searches": searches, "frequencies": Frequency.choices, "search_url": reverse("search")}
    return render(request, "search/saved.html", context)


@require_POST
@login_required
def save(request: HttpRequest) -> HttpResponse:
    params = parse_params(QueryDict(request.POST.get("query", "").removeprefix("?")))
    query = params.querystring()
    if params.is_empty:
        messages.warning(request, _("There is nothing to save in this search yet. Type a word or choose a filter."))
        return redirect("search")
    if len(query) > MAX_QUERY_LENGTH:
        messages.warning(
            request, _("This search is too long to be kept. Take some words or filters away, then save it.")
        )
        return redirect(reverse("search") + query)
    kept = save_search(_member(request), name=default_name(params), query=query)
    if kept is None:
        messages.warning(request, _("You keep fifty searches already. Remove one that you no longer need."))
    else:
        messages.success(request, _("The search is saved. Choose here how often you want to be told of what is new."))
    return redirect("saved_searches")


@require_POST
@login_required
def change(request: HttpRequest) -> HttpResponse:
    search = get_object_or_404(SavedSearch.objects.of(request.user.pk), pk=number_from(request.POST.get("search", "")))
    if request.POST.get("forget"):
        forget_search(search)
        messages.success(request, _("The search is removed."))
    elif request.POST.get("frequency") in Frequency.values:
        change_frequency(search, request.POST["frequency"])
        messages.success(request, _("Saved."))
    return redirect("saved_searches")


@csrf_exempt  # mail programs press it for their readers (RFC 8058); the token is the permission
def stop(request: HttpRequest) -> HttpResponse:
    """GET and HEAD show a button and change nothing, for scanners open what stands in mails."""
    try:
        number: Any = signing.loads(request.GET.get("t", ""), salt=SALT)
    except signing.BadSignature:
        number = None
    search = SavedSearch.objects.filter(pk=number_from(str(number)) or 0).first()
    is_stopped = request.method == "POST"
    if search and is_stopped:
        change_frequency(search, Frequency.NEVER)
    context = {"token": request.GET.get("t", ""), "is_stopped": is_stopped}
    return render(request, "search/stop.html", context)


def _member(request: HttpRequest) -> int:
    assert request.user.pk is not None
    return int(request.user.pk)
