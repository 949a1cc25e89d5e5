"""What an editor says of the texts he wants to be told of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.editorial.models import Remit
from search.site import LANGUAGES
from search.vocabulary.models import Concept, Scheme


class RemitForm(forms.Form):
    """Nothing chosen in a list means all of it."""

    themes = forms.ModelMultipleChoiceField(
        Concept.objects.none(), label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    countries = forms.ModelMultipleChoiceField(
        Concept.objects.none(), label=_("Countries"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        choices=LANGUAGES, label=_("Languages of the text"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, remit: Remit | None) -> None:
        kept = {name: getattr(remit, name) for name in ("themes", "countries", "languages")} if remit else {}
        super().__init__(data, initial=kept)
        for name, scheme in (("themes", Scheme.THEMES), ("countries", Scheme.COUNTRIES)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = Concept.objects.of(scheme)
