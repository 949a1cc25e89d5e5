"""What somebody chooses who leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.handover import Words
from network.people.sign_in.forms import OwnPasswordForm


class LeavingForm(OwnPasswordForm):
    words = forms.ChoiceField(
        label=_("What I wrote under my name"), choices=Words.choices, initial=Words.FORMER, widget=forms.RadioSelect
    )
    field_order = ("words", "password")

    def clean_words(self) -> Words:
        return Words(self.cleaned_data["words"])
