"""My cases; the form, whole without JavaScript; preview; sending, taking back, withdrawing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from cases.contribute import actions
from cases.contribute.drafts import AuthorRequest, Desk, blank_page, own_page
from cases.contribute.errors import InReview, NewerVersion, NotReady
from cases.contribute.form.comparison import as_posted, differences, hidden_pairs, with_choices
from cases.contribute.form.draft_form import DraftForm
from cases.contribute.own_texts import own_texts
from cases.contribute.quotas import within_quota
from cases.contribute.remarks import answer_remark
from cases.library.models import KINDS, Contribution
from cases.reading.page_context import reading_of
from network.access.errors import Refusal


@require_safe
@login_required
def mine(request: AuthorRequest) -> HttpResponse:
    found = own_texts(request.viewer, after=request.GET.get("after", "")[:60])
    return render(request, "cases/contribute/mine.html", {"mine": found})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@within_quota
def new(request: AuthorRequest) -> HttpResponse:
    desk = Desk(blank_page(_kind(request)), request.user)
    if request.method != "POST":
        return _show(request, desk, desk.form())
    form = desk.form(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, desk, form, status=422, is_saved=False)
    model, client_id = type(desk.page), client_id_of(request)
    base, answers = form.cleaned_data["base"], form.cleaned_data
    try:
        page = actions.start_draft(model, request.user, client_id=client_id, base=base, answers=answers)
    except Refusal as refusal:
        begun = actions.begun_as(model, request.user, client_id)
        there = Desk(own_page(request.viewer, begun.page_id), request.user) if begun else desk
        return _refused(request, there, form, refusal)
    return _go_on(request, page, left_out=form.left_out)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@within_quota
def edit(request: AuthorRequest, page_id: int) -> HttpResponse:
    desk = Desk(own_page(request.viewer, page_id), request.user)
    if request.method != "POST":
        return redirect("contribute_preview", page_id) if desk.is_in_review else _show(request, desk, desk.form())
    form = desk.form(with_choices(request.POST, desk.form()), request.FILES)
    if not form.is_valid():
        return _show(request, desk, form, status=422, is_saved=False)
    try:
        actions.save_draft(desk.page, request.user, base=form.cleaned_data["base"], answers=form.cleaned_data)
    except Refusal as refusal:
        return _refused(request, desk, form, refusal)
    _keep_answers(desk, form)
    return _go_on(request, own_page(request.viewer, page_id), left_out=form.left_out)


@never_cache
@require_safe
@login_required
def preview(request: AuthorRequest, page_id: int) -> HttpResponse:
    """As readers will see it; the same template."""
    desk = Desk(own_page(request.viewer, page_id), request.user)
    context = {
        "reading": reading_of(desk.draft, request.viewer),
        "page": desk.draft,
        "page_id": page_id,
        "in_review": desk.is_in_review,
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
@require_safe
def review(request: AuthorRequest, page_id: int) -> HttpResponse:
    """Where mails to editors lead: the link is in their language, the desk has its own."""
    if not request.viewer.is_editor:
        raise Http404
    page = get_object_or_404(Page, pk=page_id)
    return redirect("review", page.pk)


def client_id_of(request: AuthorRequest) -> UUID:
    """Chosen by the page that begins a text, so that sending it again begins no second one."""
    try:
        return UUID(request.POST.get("client_id", ""))
    except ValueError:
        return uuid4()


def _kind(request: AuthorRequest) -> str:
    kind = request.GET.get("kind", "case")
    if kind not in KINDS:
        raise Http404
    return kind


def _show(
    request: AuthorRequest, desk: Desk, form: DraftForm, *, status: int = 200, is_saved: bool = True
) -> HttpResponse:
    context = desk.context(form) | {"is_saved": is_saved, "had_files": bool(request.FILES)}
    return render(request, "cases/contribute/form.html", context, status=status)


def _refused(request: AuthorRequest, there: Desk, form: DraftForm, refusal: Refusal) -> HttpResponse:
    """there: the text as it stands now. The same words sent twice, as by two presses on a slow line, are no conflict."""
    if not request.FILES and not differences(form, there.form()):
        if isinstance(refusal, NewerVersion):
            _keep_answers(there, form)
            return _go_on(request, there.page, left_out=())
        if isinstance(refusal, InReview):
            return _acknowledged(request, _tell_sent(request))
    if isinstance(refusal, NewerVersion):
        return _compare(request, there, form)
    form.add_error(None, str(refusal))
    return _show(request, there, form, status=refusal.status, is_saved=False)


def _go_on(request: AuthorRequest, page: Contribution, *, left_out: Sequence[str]) -> HttpResponse:
    """What the pressed button wanted beyond saving."""
    return _acknowledged(request, _next(request, page, left_out))


def _acknowledged(request: AuthorRequest, response: HttpResponse) -> HttpResponse:
    """Tell the device, which kept what it sent, that the site has it: see device-drafts.js."""
    is_safe = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie("saved_draft", str(client_id_of(request)), max_age=600, samesite="Lax", secure=is_safe)
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
        messages.success(request, Desk(page, request.user).saved_words())
        return redirect("contribute_edit", page.pk)
    try:
        actions.submit(page, request.user)
    except NotReady as refusal:
        return _show_missing(request, page, refusal)
    return _tell_sent(request)


def _tell_sent(request: AuthorRequest) -> HttpResponse:
    messages.success(request, _("Sent to the editors. You are told on the site and by mail when they have read it."))
    return redirect("contribute")


def _show_missing(request: AuthorRequest, page: Contribution, refusal: NotReady) -> HttpResponse:
    desk = Desk(own_page(request.viewer, page.pk), request.user)
    form = desk.form(as_posted(desk.form()))
    form.full_clean()
    for field, sentences in refusal.missing.items():
        for sentence in sentences:
            form.add_error(field, str(sentence))
    return _show(request, desk, form, status=refusal.status)


def _keep_answers(desk: Desk, form: DraftForm) -> None:
    for remark in desk.remarks:
        text = form.cleaned_data.get(f"answer_{remark.id}", "")
        settled = form.cleaned_data.get(f"settled_{remark.id}", False)
        if text or settled:
            answer_remark(desk.draft, desk.author, remark.id, text=text, settled=settled)


def _compare(request: AuthorRequest, desk: Desk, form: DraftForm) -> HttpResponse:
    context = {
        "page_id": desk.page.pk,
        "differences": differences(form, desk.form()),
        "sent": hidden_pairs(request.POST),
        "base": desk.base,
        "saved_words": desk.saved_words(),
        "action": request.POST.get("action", "save"),
        "had_files": bool(request.FILES),
        "language": desk.draft.language,
    }
    return render(request, "cases/contribute/compare.html", context, status=409)


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
    context = {"words": words, "title": Desk(page, request.user).draft.title, "language": page.language}
    return render(request, "cases/contribute/confirm.html", context)
