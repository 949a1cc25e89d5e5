"""The forms of the entrance: allauth's, with each try counted in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from network.people.entrance.errors import TooManyCodes, TooManyMails, TooManyPasswords
from network.people.fields import normalize_address
from network.throttling.actions import Try, begin, may_mail
from network.throttling.doors import PASSWORD, RESET, SECOND_STEP, Door
from network.throttling.errors import TooManyTries


@contextmanager
def counted(door: Door, request: HttpRequest, email: str, refusal: type[TooManyTries]) -> Iterator[Try]:
    """One try at `door`. Raises ValidationError with the sentence of `refusal` when there were too many."""
    try:
        attempt = begin(door, request, email=normalize_address(email))
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
