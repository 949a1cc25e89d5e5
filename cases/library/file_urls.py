"""Addresses of this part."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern


def absent(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


urlpatterns: list[URLPattern] = []
