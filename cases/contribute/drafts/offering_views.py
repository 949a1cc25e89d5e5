"""Where a reader becomes a translator: into which languages he can, who is at it already, and the beginning of it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.contribute.drafts.draft import AuthorRequest
from cases.contribute.translating.offering import language_choices, offer_translation
from cases.library.models import KINDS, Contribution
from network.access.errors import Refusal


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: AuthorRequest, kind: str, address: str) -> HttpResponse:
    """A translation is made of the original: from another translation the way leads there."""
    text = _readable(request, kind, address)
    if text.original:
        return redirect("contribute_translate", kind, text.original.address)
    refused = ""
    if request.method == "POST":
        try:
            begun = offer_translation(text, request.user, language=request.POST.get("language", ""))
        except Refusal as refusal:
            refused = str(refusal)
        else:
            return redirect("contribute_edit", begun.pk)
    context = {
        "text": text,
        "choices": language_choices(text, request.user),
        "refused": refused,
    }
    return render(request, "cases/contribute/offer.html", context, status=409 if refused else 200)


def _readable(request: AuthorRequest, kind: str, address: str) -> Contribution:
    if kind not in KINDS:
        raise Http404
    found: Contribution = get_object_or_404(
        KINDS[kind].visible.to(request.viewer).select_related("locale"), address=address
    )
    return found
