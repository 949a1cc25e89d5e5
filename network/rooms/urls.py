"""Addresses of this part."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path


def absent(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("", absent, name="rooms"),
    path("<slug:slug>/", absent, name="room"),
    path("<slug:slug>/<slug:topic>/", absent, name="topic"),
]
