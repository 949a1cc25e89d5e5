"""How sign-in behaves: by invitation only, in the member's language, and with sentences that say what to do."""

from functools import partial
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import gettext_lazy as _

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.people.models import Member
from network.people.sign_in.devices import device_name, note_device
from network.people.sign_in.errors import TooManyPasswords
from network.people.sign_in.failures import note_failure
from network.people.sign_in.forms import counted
from network.people.sign_in.mails import mail_member, mail_password_link
from network.sessions import chosen_language
from network.throttling.places import account_hash, is_known_device, remember_device
from network.throttling.throttles import SIGN_IN
from search.site import DEFAULT_LANGUAGE, SITE_NAME

_WRONG_PASSWORD = _("This is not your password. Check the keyboard layout.")


# What the owner is told of by mail, and the audit log, too.
_ACTS = {
    "password_changed": Act.PASSWORD_CHANGED,
    "password_reset": Act.PASSWORD_CHANGED,
    "password_set": Act.PASSWORD_CHANGED,
    "totp_activated": Act.SECOND_STEP_ADDED,
    "webauthn_added": Act.SECOND_STEP_ADDED,
    "totp_deactivated": Act.SECOND_STEP_REMOVED,
    "webauthn_removed": Act.SECOND_STEP_REMOVED,
    "recovery_codes_generated": Act.SPARE_CODES_MADE,
}


class InvitationOnly(DefaultAccountAdapter):
    """Nobody makes an account for himself: people are imported from a training's list or invited."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Mail and password do not fit each other. Check the keyboard layout."),
        "account_inactive": _("This account is closed. Write to the organisers of your workshop."),
        "enter_current_password": _WRONG_PASSWORD,
        "incorrect_password": _WRONG_PASSWORD,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        """Signing in, and proving again who one is: each password is counted before it is looked at."""
        email = str(credentials.get("email", ""))
        with counted(SIGN_IN, request, email, TooManyPasswords) as attempt:
            found = cast(Member | None, super().authenticate(request, **credentials))
            if found is not None:
                attempt.succeed()
            else:
                note_failure(email, SIGN_IN)
        return found

    def post_login(self, request: HttpRequest, user: Member, **details: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **details)
        ways = dict.fromkeys(str(way["method"]) for way in get_authentication_records(request, user))
        # Whoever comes by a link from his mailbox is told there of his new password already.
        if not is_known_device(request, account_hash(user.email)) and "password_reset" not in ways and user.gets_mail:
            device = device_name(request)
            transaction.on_commit(partial(mail_member, user, "new_sign_in", to=user.email, device=device))
        note_device(request)
        remember_device(request, response, account_hash(user.email))
        record(Act.SIGNED_IN, f"person:{user.pk}", by=user, details=", ".join(ways))
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home in the member's own language, unless this device was used in another one already."""
        url: str = super().get_login_redirect_url(request)
        language = chosen_language(request) or str(getattr(request.user, "language", DEFAULT_LANGUAGE))
        return str(translate_url(url, language))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        return [method | {"description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def send_password_reset_mail(self, user: Member, email: str, context: dict[str, Any]) -> None:
        mail_password_link(user, "password_reset_key", context["key"])

    def send_notification_mail(self, template_prefix: str, user: Member, *_context: Any, **_details: Any) -> None:
        """To the owner, whoever changed it. Where the change came from is not told: addresses of networks say little to him."""
        name = template_prefix.rpartition("/")[2]
        record(_ACTS[name], f"person:{user.pk}", by=user, details=name)
        if user.gets_mail:
            transaction.on_commit(partial(mail_member, user, name, to=user.email))


class SecondStep(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the right code or key. Take the code that the app shows now, or try the key again."
        ),
        "cannot_generate_recovery_codes": _("Turn the second step on first: spare codes stand in for its app."),
    }

    def get_totp_issuer(self) -> str:
        return str(SITE_NAME)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": str(SITE_NAME)}

    def generate_authenticator_name(self, user: Member, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return str(_("My key")) if count == 0 else str(_("My key %(number)d") % {"number": count + 1})
