"""The forms of the entrance: allauth's, in the words of the house, with each try counted in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.account import forms as allauth
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from network.people.fields import AddressField, normalize_address
from network.people.models import Member
from network.people.sign_in.errors import TooManyCodes, TooManyMails, TooManyPasswords
from network.people.sign_in.failures import note_failure
from network.throttling.actions import Attempt, begin, may_mail
from network.throttling.errors import TooManyTries
from network.throttling.throttles import ADDRESS, PASSWORD, RESET, SECOND_STEP, Throttle


@contextmanager
def counted(throttle: Throttle, request: HttpRequest, email: str, refusal: type[TooManyTries]) -> Iterator[Attempt]:
    """One try at `throttle`. Raises ValidationError with the sentence of `refusal` when there were too many."""
    try:
        attempt = begin(throttle, request, email=normalize_address(email))
    except TooManyTries as too_many:
        raise ValidationError(str(refusal(too_many.wait))) from None
    try:
        yield attempt
    except ValidationError:
        if throttle in (PASSWORD, SECOND_STEP):
            note_failure(email, throttle)
        raise


_LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("The password until now"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code"),
    "name": _("What you call this key"),
}
_HELP = {
    "password1": _("At least ten characters that you use nowhere else. Several words are easy to keep in mind."),
    "name": _("Such as “my phone”: by it you tell several keys apart."),
}
# In Django's own words, so that it is translated for every other form too: Django's Kazakh lacks it.
_NO_ADDRESS = EmailValidator(_("Enter a valid email address."))


class HouseWords(forms.Form):
    """A form of allauth's, whose own words are not translated into all seven languages, and not all of them kind."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = _LABELS.get(name, ""), _HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.validators = [_NO_ADDRESS]
        if "code" in self.fields:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"


class TypedTwice(HouseWords):
    def clean(self) -> dict[str, Any]:
        """In place of allauth's own, which would say it a second time."""
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two do not match. Type the new password twice."))
        return self.cleaned_data


class SignInForm(HouseWords, allauth.LoginForm):
    pass


class PasswordAgainForm(HouseWords, allauth.ReauthenticateForm):
    pass


class FirstPasswordForm(TypedTwice, allauth.SetPasswordForm):
    pass


class PasswordByLinkForm(TypedTwice, allauth.ResetPasswordKeyForm):
    pass


class NewPasswordForm(TypedTwice, allauth.ChangePasswordForm):
    """Whoever finds a browser signed in cannot guess the old password there."""

    def clean_oldpassword(self) -> str:
        with counted(PASSWORD, context.request, self.user.email, TooManyPasswords) as attempt:
            old: str = super().clean_oldpassword()
            attempt.succeed()
        return old


class ForgottenPasswordForm(HouseWords, allauth.ResetPasswordForm):
    """Says the same whoever is asked for. A mailbox gets no more than a few mails a day, whoever asks for them."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        with counted(RESET, context.request, email, TooManyMails):
            return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not may_mail(normalize_address(self.cleaned_data["email"])):
            return str(self.cleaned_data["email"])
        return str(super().save(request, **kwargs))


class OwnPasswordForm(forms.Form):
    """Asks for the password again: whoever finds a browser signed in does not carry the account away."""

    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.member = request, cast(Member, request.user)

    def clean_password(self) -> str:
        with counted(PASSWORD, self.request, self.member.email, TooManyPasswords) as attempt:
            if not self.member.check_password(self.cleaned_data["password"]):
                raise ValidationError(_("This is not your password. Check the keyboard layout."))
            attempt.succeed()
        return str(self.cleaned_data["password"])


class AddressForm(OwnPasswordForm):
    """A new address, and the password."""

    email = AddressField(max_length=254).formfield(label=_("New address"))
    field_order = ("email", "password")

    def clean(self) -> dict[str, Any]:
        """Only with the right password, or a guess would say whether a mail may go."""
        email = normalize_address(self.cleaned_data.get("email", ""))
        if self.errors:
            return self.cleaned_data
        if email == self.member.email:
            raise ValidationError(_("You sign in with this address already."))
        with counted(ADDRESS, self.request, self.member.email, TooManyMails):
            if not may_mail(email):
                raise ValidationError(_("Too many mails went to this address today. Try again tomorrow."))
        return self.cleaned_data | {"email": email}


class CountedCode(HouseWords, second_step.BaseAuthenticateForm):
    def clean_code(self) -> str:
        with counted(SECOND_STEP, context.request, self.user.email, TooManyCodes) as attempt:
            code: str = super().clean_code()
            attempt.succeed()
        return code


class SecondStepForm(CountedCode, second_step.AuthenticateForm):
    pass


class SecondStepAgainForm(CountedCode, second_step.ReauthenticateForm):
    pass


class FirstCodeForm(HouseWords, ActivateTOTPForm):
    pass


class NewPasskeyForm(HouseWords, passkeys.AddWebAuthnForm):
    """Always one that signs in by itself, and so asks for a finger, a face or a number: a choice would help nobody."""

    name = forms.CharField(required=False, max_length=60)
    passwordless = forms.BooleanField(widget=forms.HiddenInput, initial=True, required=False)

    def clean_passwordless(self) -> bool:
        return True


class PasskeyNameForm(HouseWords, passkeys.EditWebAuthnForm):
    name = forms.CharField(max_length=60)
