"""The page of a review: a text as its readers will see it, and what an editor says to it. It alone decides."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.editorial.errors import ReasonMissing
from cases.editorial.review import actions, assignments
from cases.editorial.review.forms import AssignmentForm, DecisionForm, RemarkForm, TakeOffForm
from cases.editorial.review.found import found_in
from cases.editorial.review.review_page import Review, review_of
from network.access.byline import Attribution
from network.access.errors import Refusal
from network.access.requests import MemberRequest
from network.people.models import Member

Answers = Mapping[str, Any]


class EditorRequest(MemberRequest):
    """Behind Wagtail's own door: whoever asks has an account."""

    user: Member


Form = AssignmentForm | DecisionForm | RemarkForm | TakeOffForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: EditorRequest, page_id: int) -> HttpResponse:
    if not request.viewer.is_editor:
        raise Http404
    text = review_of(page_id, request.viewer, request)
    if request.method != "POST":
        return _show(request, text)
    decide = DECISIONS.get(request.POST.get("decision", ""))
    return decide(request, text) if decide else _show(request, text, status=422)


def _approve(request: EditorRequest, text: Review) -> HttpResponse:
    form = DecisionForm(request.POST, zone=request.user.time_zone)

    def decide(data: Answers) -> None:
        seen = {"seen": data["seen"], "words": data["words"]}
        if text.status in ("corrected", "off-site"):
            actions.publish_corrections(text.page, request.user, **seen)
        else:
            actions.approve(text.page, request.user, **seen, opens=data["opens"], zone=data["opens_zone"])

    done = {
        "named": _("“%(title)s” is published. Its author is told."),
        "sealed": _("“%(title)s” is published. Its author sees that in “My cases”; nothing is mailed."),
        "let go": _("“%(title)s” is published."),
    }
    return _do(request, text, form, decide, done[_author_of(text)])


def _author_of(text: Review) -> str:
    """What can be said of its author after a decision."""
    if text.is_let_go:
        return "let go"
    return "named" if text.page.attribution == Attribution.NAMED else "sealed"


def _send_back(request: EditorRequest, text: Review) -> HttpResponse:
    def decide(data: Answers) -> None:
        actions.send_back(text.page, request.user, seen=data["seen"], reason=data["words"])

    done = {
        "named": _("“%(title)s” is with its author again, who is told why."),
        "sealed": _("“%(title)s” is with its author again, who finds your words beside it; nothing is mailed."),
    }
    return _do(request, text, DecisionForm(request.POST), decide, done.get(_author_of(text), done["named"]))


def _take_off(request: EditorRequest, text: Review) -> HttpResponse:
    def decide(data: Answers) -> None:
        actions.take_off(text.page, request.user, reason=data["reason"])

    done = {
        "named": _("“%(title)s” is off the site. Its author is told why."),
        "sealed": _("“%(title)s” is off the site. Its author finds your reason beside it; nothing is mailed."),
        "let go": _("“%(title)s” is off the site. Editors can publish it again here."),
    }
    form = TakeOffForm(request.POST, is_let_go=text.is_let_go)
    return _do(request, text, form, decide, done[_author_of(text)])


def _assign(act: Callable[[Any, Member], None], done: str) -> Callable[[EditorRequest, Review], HttpResponse]:
    """Take a text, put it back, take it over: then one stands before it again."""

    def decide(request: EditorRequest, text: Review) -> HttpResponse:
        return _do(
            request, text, AssignmentForm(request.POST), lambda _data: act(text.page, request.user), gettext(done)
        )

    return decide


def _remark(request: EditorRequest, text: Review) -> HttpResponse:
    def leave(data: Answers) -> None:
        actions.leave_remark(text.page, request.user, field=data["field"], text=data["remark"], quote=data["quote"])

    form = RemarkForm(type(text.page), request.POST)
    return _do(request, text, form, leave, _("The remark stands beside the text."))


DECISIONS: Mapping[str, Callable[[EditorRequest, Review], HttpResponse]] = {
    "take": _assign(assignments.take, gettext_noop("It is with you. Others see that.")),
    "take-over": _assign(partial(assignments.take, over=True), gettext_noop("It is with you. Others see that.")),
    "put-back": _assign(assignments.put_back, gettext_noop("Anybody can take it.")),
    "approve": _approve,
    "return": _send_back,
    "take-off": _take_off,
    "remark": _remark,
}


def _do(request: EditorRequest, text: Review, form: Form, act: Callable[[Answers], None], done: str) -> HttpResponse:
    """Do it and say so; or show the text as it is now, with why not and with all that was typed."""
    if not form.is_valid():
        return _show(request, text, form=form, status=422)
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        form.add_error("words" if isinstance(refusal, ReasonMissing) else None, str(refusal))
        try:
            text = review_of(text.page.pk, request.viewer, request)
        except Http404:
            return _show(request, text, form=form, status=refusal.status, is_gone=True)
        return _show(request, text, form=form, status=refusal.status)
    messages.success(request, done % {"title": text.draft.title})
    return (
        redirect("review", text.page.pk)
        if isinstance(form, RemarkForm | AssignmentForm)
        else redirect("wagtailadmin_home")
    )


def _show(
    request: EditorRequest, text: Review, *, form: Form | None = None, status: int = 200, is_gone: bool = False
) -> HttpResponse:
    typed = _typed(form)
    context = {
        "review": text,
        "is_gone": is_gone,
        "found": found_in(text, request.viewer) if text.may_decide and not is_gone else None,
        "form": form,
        "has_words": bool(typed),
        "typed": typed if is_gone or not text.may_decide else "",
        "decision": form if isinstance(form, DecisionForm) else DecisionForm(zone=request.user.time_zone),
        "take_off": form if isinstance(form, TakeOffForm) else TakeOffForm(is_let_go=text.is_let_go),
        "remark": form if isinstance(form, RemarkForm) else RemarkForm(type(text.page)),
        "max_remark_length": actions.MAX_REASON_LENGTH,
    }
    return render(request, "cases/editorial/review.html", context, status=status)


def _typed(form: Form | None) -> str:
    names = ("words", "reason", "remark")
    return "\n\n".join(str(form.data[name]) for name in names if form and form.data.get(name))
