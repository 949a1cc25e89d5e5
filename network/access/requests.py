"""What a request of the member's side carries beside what Django gives it."""

from django.http import HttpRequest

from network.access.viewer import Viewer


class MemberRequest(HttpRequest):
    """For annotations: `network.access.middleware` puts the viewer onto every request."""

    viewer: Viewer
