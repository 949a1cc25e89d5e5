"""How often a member saves, and how much he sends: more than anybody needs, and less than stops the site for others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from cases.contribute.drafts.draft import AuthorRequest
from cases.contribute.errors import SavedTooOften, SentTooMuch
from cases.contribute.form.comparison import hidden_pairs
from network.access.errors import Refusal
from network.quota import Quota

MAX_FILES_A_DAY, MAX_BYTES_A_DAY = 100, 500 * 1024 * 1024
SAVES = Quota("saves", most=60, seconds=60)  # a form saves itself some twenty times a minute while one types
FILES = Quota("files", most=MAX_FILES_A_DAY, seconds=86_400)
BYTES = Quota("bytes", most=MAX_BYTES_A_DAY, seconds=86_400)

View = Callable[..., HttpResponse]


def within_quota(view: View) -> View:
    """Refuse what is beyond before any of it is read: reading is what costs. What was typed comes back to be sent again."""

    @wraps(view)
    def answer(request: AuthorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "POST" and request.viewer.is_authenticated:
                _take(request)
        except Refusal as refusal:
            return _refused(request, refusal)
        return view(request, *args, **kwargs)

    return answer


def _take(request: AuthorRequest) -> None:
    member = request.viewer.member_id
    if not SAVES.take(member):
        raise SavedTooOften
    files = [file for _name, files in request.FILES.lists() for file in files]
    if files and not (FILES.take(member, len(files)) and BYTES.take(member, sum(file.size or 0 for file in files))):
        raise SentTooMuch(files=MAX_FILES_A_DAY, megabytes=MAX_BYTES_A_DAY >> 20)


def _refused(request: AuthorRequest, refusal: Refusal) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"words": str(refusal)}, status=refusal.status)
    context = {
        "sentence": str(refusal),
        "sent": [*hidden_pairs(request.POST), ("base", request.POST.get("base", ""))],
        "action": request.POST.get("action", "save"),
        "had_files": bool(request.FILES),
    }
    return render(request, "cases/contribute/wait.html", context, status=refusal.status)
