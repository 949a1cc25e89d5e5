"""The tags in the admin: a list, a page a tag, and the pairs that may be one. Each button is a plain form."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cases.editorial.tags.forms import MergeForm, PairForm, TagForm
from cases.editorial.tags.merging import keep_apart, merge_tags, undo_merge
from cases.editorial.tags.models import TagMerge
from cases.editorial.tags.naming import change_tag
from cases.editorial.tags.near_equal import near_equal
from cases.editorial.tags.texts import live_texts
from cases.editorial.tags.uses import ORDERS, known_tags, tag_page, uses_in_review
from cases.library.models import Tag
from network.access.errors import Refusal
from network.access.requests import MemberRequest
from network.people.models import Member
from search.input.numbers import number_from

MAX_PAIRS = 30
MAX_SEARCH_LENGTH = 60


class EditorRequest(MemberRequest):
    """Behind Wagtail's own door: whoever asks has an account."""

    user: Member


View = Callable[..., HttpResponse]


def _for_editors(view: View) -> View:
    @wraps(view)
    def answer(request: EditorRequest, **parts: Any) -> HttpResponse:
        if not request.viewer.is_editor:
            raise PermissionDenied
        return view(request, **parts)

    return never_cache(answer)


@_for_editors
@require_safe
def tag_list(request: EditorRequest) -> HttpResponse:
    search = request.GET.get("q", "")[:MAX_SEARCH_LENGTH]
    asked = request.GET.get("order", "")
    order = asked if asked in ORDERS else ORDERS[0]
    page = tag_page(search=search, order=order, after=number_from(request.GET.get("after", "")))
    return _page(request, "list", _("Tags"), {"page": page, "search": search, "order": order, "merges": _merges()})


@_for_editors
@require_safe
def pairs(request: EditorRequest) -> HttpResponse:
    found = near_equal()
    shown = found.pairs[:MAX_PAIRS]
    context = {"found": found, "pairs": shown, "left": len(found.pairs) - len(shown), "merges": _merges()}
    return _page(request, "pairs", _("Tags that may be one"), context)


@_for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: EditorRequest, tag_id: int) -> HttpResponse:
    one = get_object_or_404(Tag.objects.select_related("concept", "merged_into"), pk=tag_id)
    if one.merged_into:
        return redirect("tag", one.merged_into.pk)
    if not known_tags().filter(pk=one.pk).exists():
        raise Http404
    if request.method != "POST":
        return _tag_page(request, one, TagForm(one))
    form = TagForm(one, request.POST)
    if not form.is_valid():
        return _tag_page(request, one, form, status=422)
    try:
        change_tag(one, request.user, **form.said())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _tag_page(request, one, form, status=refusal.status)
    messages.success(request, _("Saved. What it was called before still means this tag."))
    return redirect("tag", one.pk)


@_for_editors
@require_POST
def merge(request: EditorRequest) -> HttpResponse:
    """From a pair, or from the page of a tag, where one types the name of the tag that is kept."""
    is_pair = "kept" in request.POST
    form = PairForm(request.POST) if is_pair else MergeForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _back(request)
    kept, gone = form.cleaned_data["kept"], form.cleaned_data["gone"]
    try:
        merge_tags(kept, gone, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    done = _("“%(gone)s” is merged into “%(kept)s”. For 24 hours it can be undone here.")
    messages.success(request, done % {"gone": gone.display_name, "kept": kept.display_name})
    return redirect("tag_pairs") if is_pair else redirect("tag", kept.pk)


@_for_editors
@require_POST
def undo(request: EditorRequest, merge_id: int) -> HttpResponse:
    one = get_object_or_404(TagMerge.objects.select_related("gone", "kept"), pk=merge_id)
    try:
        undo_merge(one, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("“%(gone)s” and “%(kept)s” are two tags again. What was changed since stays as it is.")
        messages.success(request, done % {"gone": one.gone.display_name, "kept": one.kept.display_name})
    return _back(request)


@_for_editors
@require_POST
def two(request: EditorRequest) -> HttpResponse:
    form = PairForm(request.POST)
    if form.is_valid():
        kept, gone = form.cleaned_data["kept"], form.cleaned_data["gone"]
        try:
            keep_apart(kept, gone)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            done = _("“%(one)s” and “%(other)s” stay two tags, and are not asked about again.")
            messages.success(request, done % {"one": kept.display_name, "other": gone.display_name})
    return redirect("tag_pairs")


def _tag_page(request: EditorRequest, one: Tag, form: TagForm, *, status: int = 200) -> HttpResponse:
    context = {
        "tag": one,
        "form": form,
        "live": live_texts(one.pk),
        "in_review": uses_in_review([one])[one.pk],
        "spellings": [spelt.name for spelt in one.spellings.order_by("pk") if spelt.name != one.name],
        "merges": [merge for merge in _merges() if one.pk in (merge.kept_id, merge.gone_id)],
        "merge_form": MergeForm(initial={"gone": one.pk}),
    }
    return _page(request, "tag", one.display_name, context, status=status)


def _merges() -> list[TagMerge]:
    return list(TagMerge.objects.undoable())


def _page(
    request: EditorRequest, name: str, title: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    crumbs = [] if name == "list" else [{"url": reverse("tags"), "label": _("Tags")}]
    furniture = {
        "header_title": title,
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
        "header_icon": "tag",
    }
    return render(request, f"cases/editorial/tags/{name}.html", {**furniture, **context}, status=status)


def _back(request: EditorRequest) -> HttpResponseRedirect:
    """To the page on which the button was: its name goes along, and nothing else is believed."""
    if number := number_from(request.POST.get("at", "")):
        return HttpResponseRedirect(reverse("tag", args=[number]))
    return redirect("tag_pairs" if request.POST.get("at") == "pairs" else "tags")
