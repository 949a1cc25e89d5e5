"""What draft-form.js asks while somebody writes: save this, and is my session still good. It answers in JSON, truthfully."""

from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.contribute import actions
from cases.contribute.drafts.draft import AuthorRequest, Draft, blank_page, client_id_of, own_page
from cases.contribute.drafts.form_context import draft_steps
from cases.contribute.drafts.quotas import within_quota
from cases.contribute.errors import NewerVersion
from cases.contribute.form.comparison import differences
from cases.contribute.form.draft_form import DraftForm
from cases.contribute.translating.answers import HOLDS
from cases.library.models import KINDS, Contribution
from network.access.errors import Refusal

# A tick to take something away takes effect when its author presses Save, not while he is still looking at it.
NOT_BY_ITSELF: tuple[str, ...] = ("picture", "remove_picture", "files", "take_traces", "remove_files", "paper")


@never_cache
@require_safe
def token(request: AuthorRequest) -> HttpResponse:
    """A fresh token for forms: signing in again in another tab made the old one worthless."""
    if not request.viewer.is_authenticated:
        return _signed_out()
    return JsonResponse({"token": get_token(request)})


@never_cache
@require_POST
@within_quota
def autosave(request: AuthorRequest, page_id: int) -> HttpResponse:
    if not request.viewer.is_authenticated:
        return _signed_out()
    draft = Draft(own_page(request.viewer, page_id), request.user)
    form = draft.form(_by_itself(request.POST))
    if not form.is_valid():
        return _not_valid(form)
    try:
        actions.save_draft(draft.page, request.user, base=form.cleaned_data["base"], answers=_answers(form))
    except Refusal as refusal:
        return _refused(request, draft, form, refusal)
    return _saved(request, own_page(request.viewer, page_id))


@never_cache
@require_POST
@within_quota
def autosave_new(request: AuthorRequest) -> HttpResponse:
    if not request.viewer.is_authenticated:
        return _signed_out()
    kind = request.GET.get("kind", "case")
    draft = Draft(blank_page(kind if kind in KINDS else "case"), request.user)
    form = draft.form(_by_itself(request.POST))
    if not form.is_valid():
        return _not_valid(form)
    model, client_id, base = type(draft.page), client_id_of(request), form.cleaned_data["base"]
    try:
        page = actions.start_draft(model, request.user, client_id=client_id, base=base, answers=_answers(form))
    except Refusal as refusal:
        begun = actions.begun_as(model, request.user, client_id)
        there = own_page(request.viewer, begun.page_id) if begun else draft.page
        return _refused(request, Draft(there, request.user), form, refusal)
    return _saved(request, own_page(request.viewer, page.pk))


def _refused(request: AuthorRequest, there: Draft, form: DraftForm, refusal: Refusal) -> JsonResponse:
    """The same words sent again, because the answer was lost, are no conflict."""
    is_newer = isinstance(refusal, NewerVersion)
    if is_newer and not differences(form, there.form()):
        return _saved(request, there.page)
    answer = {"words": str(refusal)} | ({"compare": True} if is_newer else {})
    return JsonResponse(answer, status=refusal.status)


def _answers(form: DraftForm) -> dict[str, Any]:
    left_out = NOT_BY_ITSELF
    if form.page.live and not form.cleaned_data.get("has_consent", True):
        left_out += ("shows_people", "has_consent")  # this takes a picture from a page that is read
    return {
        name: value for name, value in form.cleaned_data.items() if name not in left_out and not name.startswith(HOLDS)
    }


def _by_itself(posted: QueryDict) -> QueryDict:
    """Without what takes effect by a press alone: what was taken out of a file does not come back."""
    data = posted.copy()
    for name in NOT_BY_ITSELF:
        data.pop(name, None)
    return data


def _saved(request: AuthorRequest, page: Contribution) -> JsonResponse:
    draft = Draft(page, request.user)
    return JsonResponse(
        {
            "words": draft.just_saved_words(),
            "base": draft.base,
            "url": reverse("contribute_edit", args=[page.pk]),
            "autosave": reverse("contribute_autosave", args=[page.pk]),
            "key": draft.device_key,
            "steps": render_to_string("components/steps.html", draft_steps(draft)),
        }
    )


def _signed_out() -> JsonResponse:
    words = _("You are signed out. What you write is kept on this device.")
    return JsonResponse({"words": words, "login": reverse("account_login")}, status=401)


def _not_valid(form: DraftForm) -> JsonResponse:
    name, sentences = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    words = _("Not saved: %(field)s. %(reason)s") % {"field": label, "reason": sentences[0]}
    return JsonResponse({"words": words}, status=422)
