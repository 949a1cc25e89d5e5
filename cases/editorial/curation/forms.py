"""What an editor is asked before a collection is begun, or a text put into one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.collections.models import CollectionPage, CollectionText
from search.site import LANGUAGES


class BeginForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, data: Any = None, *, language: str = "") -> None:
        super().__init__(data, initial={"language": language})


class TranslateForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)


class CollectionField(forms.ModelChoiceField):
    def label_from_instance(self, collection: Any) -> str:
        return f"{collection.draft_title} ({collection.language})"


class AddForm(forms.Form):
    collection = CollectionField(
        CollectionPage.objects.none(),
        label=pgettext_lazy("of texts", "Collection"),
        error_messages={"required": _("Choose a collection.")},
    )
    why = forms.CharField(
        label=_("Why it stands there"),
        help_text=_("One line for the reader, in the language of the collection."),
        max_length=CollectionText._meta.get_field("why").max_length,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["collection"]
        assert isinstance(field, CollectionField)
        field.queryset = CollectionPage.objects.select_related("locale").order_by("-latest_revision_created_at", "-pk")
