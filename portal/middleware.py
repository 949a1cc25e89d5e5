"""What every request gets from the house as a whole."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone

from network.sessions import chosen_language, set_language_cookie
from network.time_zones import zone_of
from search.input.xml_text import to_xml_query, to_xml_text
from search.site import LANGUAGE_NAMES

View = Callable[[HttpRequest], HttpResponse]


def remember_language(get_response: View) -> View:
    """Remember the language of the address one reads at, so that `/` leads there next time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        prefix = request.path_info.split("/", 2)[1]
        if prefix in LANGUAGE_NAMES and chosen_language(request) != prefix and response.status_code == 200:
            set_language_cookie(response, prefix)
        return response

    return middleware


def clean_request(get_response: View) -> View:
    """Address and form without characters that no XML document, and no database, can hold: they mean nothing to anybody."""

    def middleware(request: Any) -> HttpResponse:
        request.path_info, request.path = to_xml_text(request.path_info), to_xml_text(request.path)
        request.GET = to_xml_query(request.GET)
        load = request._load_post_and_files

        def load_clean() -> None:
            load()
            request._post = to_xml_query(request._post)

        # Not before somebody asks for it: reading a form is for the view that wants one.
        request._load_post_and_files = load_clean
        return get_response(request)

    return middleware


def activate_time_zone(get_response: View) -> View:
    """Dates and hours in the time zone that the member works in; visitors see that of Almaty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(getattr(request.user, "time_zone", ""))):
            return get_response(request)

    return middleware


# Whoever asks these is a program, or an editor with Wagtail's own pages.
_NOT_FOR_READERS = ("/admin/", "/static/", "/api/")


def uniform_404(get_response: View) -> View:
    """What is not there and what is not open get the same bytes, with DEBUG on as well: Django's own page would tell."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.path_info.startswith(_NOT_FOR_READERS):
            return response
        return SimpleTemplateResponse("404.html", status=404).render()

    return middleware
