"""What a browser keeps for the site."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from network.sessions import chosen_language, set_cookie


@pytest.mark.parametrize("is_public", [True, False])
def test_a_cookie_of_a_public_site_goes_over_https_alone_and_not_to_scripts(settings: Any, is_public: bool) -> None:
    settings.SESSION_COOKIE_SECURE = is_public
    response = HttpResponse()
    set_cookie(response, "own", "1", seconds=60)
    set_cookie(response, "shared", "1", seconds=60, is_for_scripts=True)
    own, shared = response.cookies["own"], response.cookies["shared"]
    assert (bool(own["secure"]), bool(shared["secure"])) == (is_public, is_public)
    assert (bool(own["httponly"]), bool(shared["httponly"])) == (True, False)
    assert (own["samesite"], own["max-age"]) == ("Lax", 60)


@pytest.mark.django_db
def test_the_language_of_the_pages_read_last_is_known_again(trees: None) -> None:
    browser = Client()
    browser.get("/kk/")
    request = RequestFactory().get("/")
    assert chosen_language(request) == ""
    request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items()}
    assert chosen_language(request) == "kk"
