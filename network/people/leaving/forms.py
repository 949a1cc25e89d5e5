"""What somebody chooses who leaves."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from network.handover import Words
from network.people.models import Member
from network.people.sign_in.errors import TooManyPasswords
from network.people.sign_in.forms import counted
from network.throttling.throttles import PASSWORD


class LeavingForm(forms.Form):
    words = forms.ChoiceField(
        label=_("What I wrote under my name"), choices=Words.choices, initial=Words.FORMER, widget=forms.RadioSelect
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.member = request, cast(Member, request.user)

    def clean_words(self) -> Words:
        return Words(self.cleaned_data["words"])

    def clean_password(self) -> str:
        with counted(PASSWORD, self.request, self.member.email, TooManyPasswords) as attempt:
            if not self.member.check_password(self.cleaned_data["password"]):
                raise ValidationError(_("This is not your password. Check the keyboard layout."))
            attempt.succeed()
        return str(self.cleaned_data["password"])
