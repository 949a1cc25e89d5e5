"""Gives every member-side request its viewer, and bars the way past the gate while it runs."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from network.access.gate import guarded
from network.access.requests import MemberRequest
from network.access.viewer import viewer_of

# Where editors work with Wagtail's own views, which read rows in their own ways and check permissions themselves.
EDITORS_SIDE = ("/admin/", "/static/")


def attach_viewer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        cast(MemberRequest, request).viewer = viewer_of(request.user)
        if request.path.startswith(EDITORS_SIDE):
            return get_response(request)
        with guarded():
            return get_response(request)

    return middleware
