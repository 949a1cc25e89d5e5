"""How sign-in behaves: by invitation only, in the member's language, and with sentences that say what to do."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import gettext_lazy as _

from network.people.models import Member
from network.people.sign_in.errors import TooManyPasswords
from network.people.sign_in.forms import counted
from network.sessions import chosen_language
from network.throttling.places import account_hash, remember_device
from network.throttling.throttles import SIGN_IN
from search.site import DEFAULT_LANGUAGE


class InvitationOnly(DefaultAccountAdapter):
    """Nobody makes an account for himself: people are imported from a training's list or invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Mail and password do not fit each other. Check the keyboard layout."),
        "account_inactive": _("This account is closed. Write to the organisers of your workshop."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        """Signing in, and proving again who one is: each password is counted before it is looked at."""
        with counted(SIGN_IN, request, str(credentials.get("email", "")), TooManyPasswords) as attempt:
            found = cast(Member | None, super().authenticate(request, **credentials))
            if found is not None:
                attempt.succeed()
        return found

    def post_login(self, request: HttpRequest, user: Member, **details: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **details)
        remember_device(request, response, account_hash(user.email))
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home in the member's own language, unless this device was used in another one already."""
        url: str = super().get_login_redirect_url(request)
        language = chosen_language(request) or str(getattr(request.user, "language", DEFAULT_LANGUAGE))
        return str(translate_url(url, language))
