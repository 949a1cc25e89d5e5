"""The forms of the entrance: allauth's, with each try counted in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from allauth.account.forms import ChangePasswordForm, ResetPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from network.people.fields import AddressField, normalize_address
from network.people.models import Member
from network.people.sign_in.errors import TooManyCodes, TooManyMails, TooManyPasswords
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
    yield attempt


class NewPasswordForm(ChangePasswordForm):
    """Whoever finds a browser signed in cannot guess the old password there."""

    def clean_oldpassword(self) -> str:
        with counted(PASSWORD, context.request, self.user.email, TooManyPasswords) as attempt:
            old: str = super().clean_oldpassword()
            attempt.succeed()
        return old


class ForgottenPasswordForm(ResetPasswordForm):
    """Says the same whoever is asked for. A mailbox gets no more than a few mails a day, whoever asks for them."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        with counted(RESET, context.request, email, TooManyMails):
            return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not may_mail(normalize_address(self.cleaned_data["email"])):
            return str(self.cleaned_data["email"])
        return str(super().save(request, **kwargs))


class AddressForm(forms.Form):
    """A new address, and the password: whoever finds a browser signed in does not carry the account away."""

    email = AddressField(max_length=254).formfield(label=_("New address"))
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


class CountedCode(BaseAuthenticateForm):
    def clean_code(self) -> str:
        with counted(SECOND_STEP, context.request, self.user.email, TooManyCodes) as attempt:
            code: str = super().clean_code()
            attempt.succeed()
        return code


class SecondStepForm(CountedCode, AuthenticateForm):
    pass


class SecondStepAgainForm(CountedCode, ReauthenticateForm):
    pass
