"""The form of a translation: the author's, with what stays the original's taken out."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cases.contribute.form.draft_form import DraftForm
from cases.contribute.translating.answers import HOLDS, SEEN
from cases.library.translating.fingerprints import fingerprint, translated_fields
from cases.library.translating.following import parts_behind

_MARK = RegexValidator(r"^[0-9a-f]{0,16}$")


class TranslationForm(DraftForm):
    """A part is asked for where the original has it, or the translation has it still. `seen_…`: the fingerprint of what the
    original says there, as this form was opened with it."""

    def _leave_out_what_cannot_be_asked(self) -> None:
        behind, original = parts_behind(self.page), self.page.original
        asked = [
            field
            for field in translated_fields(self.page)
            if getattr(self.page, field) or (original and getattr(original, field))
        ]
        for name in list(self.fields):
            if name not in asked and name != "base" and not name.startswith(("answer_", "settled_")):
                del self.fields[name]
        for name in asked:
            self.fields[name].help_text = ""
            self.fields[SEEN + name] = forms.CharField(
                required=False, max_length=16, validators=[_MARK], widget=forms.HiddenInput
            )
            self.initial[SEEN + name] = fingerprint(getattr(original, name)) if original else ""
            if behind.get(name):
                self.fields[HOLDS + name] = forms.BooleanField(label=_("My translation holds still"), required=False)

    @property
    def section_names(self) -> list[str]:
        return [name for name in super().section_names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        # On paper a part that was left out stays as it stands.
        return {name: value for name, value in answers.items() if name in self.fields or name in _FIXED}


# What the author's form fills in from the version; saving asks for them.
_FIXED = ("language", "attribution")
