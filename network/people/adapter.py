"""How sign-in behaves: by invitation only, in the member's language, and with sentences that say what to do."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import gettext_lazy as _


class InvitationOnly(DefaultAccountAdapter):
    """Nobody makes an account for himself: people are imported from a training's list or invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Mail and password do not fit each other. Check the keyboard layout."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again or ask for a new password."),
        "account_inactive": _("This account is closed. Write to the organisers of your workshop."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home in the member's own language, unless this device was used in another one already."""
        url: str = super().get_login_redirect_url(request)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = str(chosen or getattr(request.user, "language", settings.LANGUAGE_CODE))
        return str(translate_url(url, language))
