"""What I was told."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from network.access.requests import MemberRequest
from network.notices.actions import mark_read
from network.notices.mail import sentence_and_body
from network.notices.models import Notice
from search.input.numbers import number_from, number_or_absent
from search.lists.pagination import paginate_before

PAGE_SIZE = 30


@login_required
def notices(request: MemberRequest) -> HttpResponse:
    """Newest first, thirty a page; `before` is the id of the last one of the page above."""
    viewer, language = request.viewer, get_language() or "en"
    before = number_or_absent(request.GET.get("before", ""))
    page = paginate_before(Notice.objects.of(viewer.member_id), by="pk", before=before, size=PAGE_SIZE)
    lines = [{"notice": row, "sentence": sentence_and_body(row, language=language)[0]} for row in page.rows]
    older_url = f"?before={page.after}" if page.after else ""
    return render(
        request, "network/notices/notices.html", {"lines": lines, "older_url": older_url, "language": language}
    )


@require_POST
@login_required
def read(request: MemberRequest) -> HttpResponse:
    if (up_to := number_from(request.POST.get("up_to", ""))) is not None:
        mark_read(request.viewer.member_id, up_to=up_to)
    return redirect("notices")
