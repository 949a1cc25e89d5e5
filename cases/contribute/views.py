"""My cases: the list, preview, taking back, withdrawing; and where notices and mails lead."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from cases.contribute import actions
from cases.contribute.drafts.draft import AuthorRequest, Draft, own_page
from cases.contribute.own_texts import own_texts
from cases.library.models import Contribution
from cases.reading.text.page_context import page_context
from network.access.errors import Refusal

MAX_CURSOR_LENGTH = 60  # characters


@require_safe
@login_required
def mine(request: AuthorRequest) -> HttpResponse:
    found = own_texts(request.viewer, after=request.GET.get("after", "")[:MAX_CURSOR_LENGTH])
    return render(request, "cases/contribute/mine.html", {"mine": found})


@never_cache
@require_safe
@login_required
def preview(request: AuthorRequest, page_id: int) -> HttpResponse:
    """As readers will see it; the same template."""
    draft = Draft(own_page(request.viewer, page_id), request.user)
    context = {
        "reading": page_context(draft.version, request.viewer),
        "page": draft.version,
        "page_id": page_id,
        "in_review": draft.is_in_review,
    }
    return render(request, "cases/contribute/preview.html", context)


@require_safe
@login_required
def text(request: AuthorRequest, page_id: int) -> HttpResponse:
    """Where notices and mails to authors lead: to the text as it stands when they are read."""
    page = own_page(request.viewer, page_id)
    if type(page).visible.to(request.viewer).filter(pk=page_id).exists():
        return redirect(page.KIND, page.address)
    return redirect("contribute_edit", page_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: AuthorRequest, page_id: int) -> HttpResponse:
    page = own_page(request.viewer, page_id)
    words = {
        "title": _("Take it back from the editors?"),
        "text": _("You can write on then, and send it again when it is ready. Remarks of the editors stay beside it."),
        "button": _("Take it back"),
        "done": _("The text is with you again."),
    }
    return _confirm(request, page, words, actions.take_back, after="contribute_edit")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: AuthorRequest, page_id: int) -> HttpResponse:
    page = own_page(request.viewer, page_id)
    words = {
        "title": _("Withdraw the published text?"),
        "text": _("It leaves the site and the search at once. With you it stays as a draft, which you can send again."),
        "button": _("Withdraw it"),
        "done": _("The text is no longer on the site. You still have it as a draft."),
    }
    return _confirm(request, page, words, actions.withdraw, after="contribute")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: AuthorRequest, page_id: int) -> HttpResponse:
    page = own_page(request.viewer, page_id)
    words = {
        "title": _("Delete the draft?"),
        "text": _("It goes for good, with its files and all its versions. Nobody can bring it back."),
        "button": _("Delete it"),
        "done": _("The draft is deleted."),
    }
    if type(page).objects.filter(original=page.pk).opened().exists():
        words["text"] += " " + _("What others translated of it goes, too.")
    return _confirm(request, page, words, actions.delete_draft, after="contribute")


@login_required
@require_safe
def review(request: AuthorRequest, page_id: int) -> HttpResponse:
    """Where mails to editors lead: the link is in their language, the desk has its own."""
    if not request.viewer.is_editor:
        raise Http404
    page = get_object_or_404(Page, pk=page_id)
    return redirect("review", page.pk)


def _confirm(
    request: AuthorRequest, page: Contribution, words: dict[str, str], act: Any, *, after: str
) -> HttpResponse:
    if request.method == "POST":
        try:
            act(page, request.user)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("contribute")
        messages.success(request, words["done"])
        return redirect(after, page.pk) if after == "contribute_edit" else redirect(after)
    context = {"words": words, "title": Draft(page, request.user).version.title, "language": page.language}
    return render(request, "cases/contribute/confirm.html", context)
