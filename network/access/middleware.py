"""Gives every member-side request its viewer, and bars the way past the gate while it runs."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import cast

from django.http import HttpRequest, HttpResponse

from network.access.audit.origin import request_origin
from network.access.gate import guarded
from network.access.requests import MemberRequest
from network.access.viewer import viewer_of
from search.deferred_writes import after_answer

# Where editors work with Wagtail's own views, which read rows in their own ways and check permissions themselves.
EDITORS_SIDE = ("/admin/", "/static/")


def attach_viewer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        viewer = cast(MemberRequest, request).viewer = viewer_of(request.user)
        is_gated = not request.path.startswith(EDITORS_SIDE)
        with request_origin(request, viewer.member_id) as origin, guarded() if is_gated else nullcontext():
            response = get_response(request)
        for note in origin.notes or ():
            after_answer(response, note)
        return response

    return middleware
