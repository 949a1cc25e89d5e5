"""The reading list, and putting a text on it or taking it off: plain forms, without scripts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.library.models import KINDS, Contribution
from cases.reading.saved.reading_list import saved_page
from cases.reading_list.actions import remove_text, save_text
from network.access.errors import Refusal
from network.access.requests import MemberRequest
from search.lists.listing import querystring

MAX_CURSOR_LENGTH = 40  # characters


@never_cache
@require_safe
@login_required
def reading_list(request: MemberRequest) -> HttpResponse:
    cursor = request.GET.get("after", "")[:MAX_CURSOR_LENGTH]
    found = saved_page(request.viewer, get_language() or "en", after=cursor)
    context = {
        "saved": found.rows,
        "older_url": querystring({"after": found.after}) if found.after else "",
        "first_url": "" if found.is_first else reverse("reading_list"),
        "cursor": "" if found.is_first else cursor,
    }
    return render(request, "cases/reading_list/list.html", context)


@require_POST
@login_required
def save(request: MemberRequest, kind: str, address: str) -> HttpResponse:
    """Puts a text on the list, or takes it off where `remove` is sent; then back to where the button was pressed."""
    page: Contribution = get_object_or_404(KINDS[kind].visible.to(request.viewer), address=address)
    if request.POST.get("remove"):
        remove_text(page, request.viewer)
        messages.success(request, _("“%(title)s” is off your reading list.") % {"title": page.title})
    else:
        try:
            save_text(page, request.viewer)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("“%(title)s” is on your reading list.") % {"title": page.title})
    if request.POST.get("from") == "list":
        cursor = request.POST.get("after", "")[:MAX_CURSOR_LENGTH]
        return redirect(reverse("reading_list") + (querystring({"after": cursor}) if cursor else ""))
    return redirect(page.get_absolute_url())
