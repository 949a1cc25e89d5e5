"""The form, whole without JavaScript: begin a text, write on, save, send; and what to do where it was saved elsewhere."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.contribute import actions
from cases.contribute.drafts.draft import AuthorRequest, Draft, blank_page, client_id_of, own_page
from cases.contribute.drafts.form_context import form_context
from cases.contribute.drafts.quotas import within_quota
from cases.contribute.errors import InReview, NewerVersion, NotReady
from cases.contribute.form.comparison import as_posted, differences, hidden_pairs, with_choices
from cases.contribute.form.draft_form import DraftForm
from cases.contribute.remarks import answer_remark
from cases.library.models import KINDS, Contribution
from network.access.byline import Attribution
from network.access.errors import Refusal
from network.sessions import set_cookie


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@within_quota
def new(request: AuthorRequest) -> HttpResponse:
    draft = Draft(blank_page(_kind(request)), request.user)
    if request.method != "POST":
        return _show(request, draft, draft.form())
    form = draft.form(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, draft, form, status=422, is_saved=False)
    model, client_id = type(draft.page), client_id_of(request)
    base, answers = form.cleaned_data["base"], form.cleaned_data
    try:
        page = actions.start_draft(model, request.user, client_id=client_id, base=base, answers=answers)
    except Refusal as refusal:
        begun = actions.begun_as(model, request.user, client_id)
        there = Draft(own_page(request.viewer, begun.page_id), request.user) if begun else draft
        return _refused(request, there, form, refusal)
    return _go_on(request, page, left_out=form.left_out)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@within_quota
def edit(request: AuthorRequest, page_id: int) -> HttpResponse:
    draft = Draft(own_page(request.viewer, page_id), request.user)
    if request.method != "POST":
        return redirect("contribute_preview", page_id) if draft.is_in_review else _show(request, draft, draft.form())
    form = draft.form(with_choices(request.POST, draft.form()), request.FILES)
    if not form.is_valid():
        return _show(request, draft, form, status=422, is_saved=False)
    try:
        actions.save_draft(draft.page, request.user, base=form.cleaned_data["base"], answers=form.cleaned_data)
    except Refusal as refusal:
        return _refused(request, draft, form, refusal)
    _keep_answers(draft, form)
    return _go_on(request, own_page(request.viewer, page_id), left_out=form.left_out)


def _kind(request: AuthorRequest) -> str:
    kind = request.GET.get("kind", "case")
    if kind not in KINDS:
        raise Http404
    return kind


def _show(
    request: AuthorRequest, draft: Draft, form: DraftForm, *, status: int = 200, is_saved: bool = True
) -> HttpResponse:
    context = form_context(draft, form) | {"is_saved": is_saved, "had_files": bool(request.FILES)}
    return render(request, "cases/contribute/form.html", context, status=status)


def _refused(request: AuthorRequest, there: Draft, form: DraftForm, refusal: Refusal) -> HttpResponse:
    """there: the text as it stands now. The same words sent twice, as by two presses on a slow line, are no conflict."""
    if not request.FILES and not differences(form, there.form()):
        if isinstance(refusal, NewerVersion):
            _keep_answers(there, form)
            return _go_on(request, there.page, left_out=())
        if isinstance(refusal, InReview):
            return _acknowledged(request, _tell_sent(request, there.version))
    if isinstance(refusal, NewerVersion):
        return _compare(request, there, form)
    form.add_error(None, str(refusal))
    return _show(request, there, form, status=refusal.status, is_saved=False)


def _go_on(request: AuthorRequest, page: Contribution, *, left_out: Sequence[str]) -> HttpResponse:
    """What the pressed button wanted beyond saving."""
    return _acknowledged(request, _next(request, page, left_out))


def _acknowledged(request: AuthorRequest, response: HttpResponse) -> HttpResponse:
    """Tell the device, which kept what it sent, that the site has it: see device-drafts.js."""
    set_cookie(response, "saved_draft", str(client_id_of(request)), seconds=600, is_for_scripts=True)
    return response


def _next(request: AuthorRequest, page: Contribution, left_out: Sequence[str]) -> HttpResponse:
    """left_out: names of files that did not fit: nothing goes before their author has seen that."""
    if left_out:
        words = _(
            "A text has ten files at most. These are not attached: %(names)s. All else is saved. Put what belongs"
            " together into one document, or take another file away."
        )
        messages.warning(request, words % {"names": ", ".join(left_out)})
        return redirect("contribute_edit", page.pk)
    wanted = request.POST.get("action", "save")
    if wanted == "preview":
        return redirect("contribute_preview", page.pk)
    if wanted != "submit":
        messages.success(request, Draft(page, request.user).just_saved_words())
        return redirect("contribute_edit", page.pk)
    try:
        actions.submit(page, request.user)
    except NotReady as refusal:
        return _show_missing(request, page, refusal)
    # As it went: until then its row does not know whether it has names.
    return _tell_sent(request, Draft(own_page(request.viewer, page.pk), request.user).version)


def _tell_sent(request: AuthorRequest, page: Contribution) -> HttpResponse:
    """page: the version that went."""
    words = _("Sent to the editors. You are told on the site and by mail when they have read it.")
    if page.attribution == Attribution.CHATHAM_HOUSE:
        words = _(
            "Sent to the editors. Look here for their answer: under the Chatham House rule no mail tells you of it."
        )
    messages.success(request, words)
    return redirect("contribute")


def _show_missing(request: AuthorRequest, page: Contribution, refusal: NotReady) -> HttpResponse:
    draft = Draft(own_page(request.viewer, page.pk), request.user)
    form = draft.form(as_posted(draft.form()))
    form.full_clean()
    for field, sentences in refusal.missing.items():
        for sentence in sentences:
            form.add_error(field, str(sentence))
    return _show(request, draft, form, status=refusal.status)


def _keep_answers(draft: Draft, form: DraftForm) -> None:
    for remark in draft.remarks:
        text = form.cleaned_data.get(f"answer_{remark.id}", "")
        settled = form.cleaned_data.get(f"settled_{remark.id}", False)
        if text or settled:
            answer_remark(draft.version, draft.author, remark.id, text=text, settled=settled)


def _compare(request: AuthorRequest, draft: Draft, form: DraftForm) -> HttpResponse:
    context = {
        "page_id": draft.page.pk,
        "differences": differences(form, draft.form()),
        "sent": hidden_pairs(request.POST),
        "base": draft.base,
        "saved_words": draft.saved_words(),
        "action": request.POST.get("action", "save"),
        "had_files": bool(request.FILES),
        "language": draft.version.language,
    }
    return render(request, "cases/contribute/compare.html", context, status=409)
