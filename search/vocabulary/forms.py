"""A concept as editors change it: a field a language, though they are kept together."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from search.site import LANGUAGES
from search.vocabulary.models import Concept
from search.vocabulary.records import MAX_NAME_LENGTH, MAX_NAMES


class ConceptForm(WagtailAdminModelForm):
    """name_xx, others_xx and definition_xx for every language xx; one other name a line."""

    class Meta:
        model = Concept
        fields = ("scheme", "slug", "note", "broader", "related", "position", "is_retired")
        widgets = {"related": forms.SelectMultiple(attrs={"size": 8})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in LANGUAGES:
            self.fields[f"name_{code}"].initial = self.instance.names.get(code, "")
            self.fields[f"others_{code}"].initial = "\n".join(self.instance.others.get(code, ()))
            self.fields[f"definition_{code}"].initial = self.instance.definitions.get(code, "")
        if self.instance.pk:
            for name in ("scheme", "slug"):
                self.fields[name].disabled = True  # cases and addresses point to them

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for code, _language in LANGUAGES:
            others = [line.strip() for line in cleaned.get(f"others_{code}", "").splitlines() if line.strip()]
            if len(others) > MAX_NAMES or any(len(name) > MAX_NAME_LENGTH for name in others):
                self.add_error(f"others_{code}", _("At most twelve names, one a line, each of at most 100 letters."))
            cleaned[f"others_{code}"] = list(dict.fromkeys(others))
        broader = cleaned.get("broader")
        while broader is not None:
            if broader == self.instance:
                self.add_error("broader", _("A concept cannot be broader than itself."))
                break
            broader = broader.broader
        return cleaned

    def save(self, commit: bool = True) -> Concept:
        for field, values in (("names", "name"), ("others", "others"), ("definitions", "definition")):
            given = {code: self.cleaned_data[f"{values}_{code}"] for code, _name in LANGUAGES}
            setattr(self.instance, field, {code: value for code, value in given.items() if value})
        concept: Concept = super().save(commit)
        return concept


def _fields_of(code: str, language: str) -> dict[str, forms.Field]:
    few_lines = forms.Textarea(attrs={"rows": 2})
    return {
        f"name_{code}": forms.CharField(label=language, max_length=MAX_NAME_LENGTH, required=code == "en"),
        f"others_{code}": forms.CharField(label=language, required=False, widget=few_lines),
        f"definition_{code}": forms.CharField(label=language, required=False, max_length=600, widget=few_lines),
    }


# Where Wagtail's panels look for fields that are none of the model's.
for _code, _language in LANGUAGES:
    ConceptForm.declared_fields |= _fields_of(_code, _language)
    ConceptForm.base_fields |= _fields_of(_code, _language)
