"""What an editor says of a tag."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.editorial.tags.uses import known_tags
from cases.library.models import Tag, TagName
from cases.library.tags import tag_key
from search.site import LANGUAGES
from search.vocabulary.models import Concept, Scheme

MAX_NAME_LENGTH = 60


class ConceptChoice(forms.ModelChoiceField):
    """Grouped by scheme, as the vocabulary is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{Scheme(obj.scheme).label}: {obj.name}"


class TagForm(forms.Form):
    """name_xx for every language xx: empty where the tag has the concept's name, or none."""

    name = forms.CharField(label=_("What it is called"), max_length=MAX_NAME_LENGTH)
    concept = ConceptChoice(
        label=_("Concept"),
        queryset=Concept.objects.none(),
        required=False,
        help_text=_("It gives the tag its names in all languages, and readers find the one by the other."),
    )

    def __init__(self, tag: Tag, data: Any = None) -> None:
        own = {f"name_{code}": tag.names.get(code, "") for code, _language in LANGUAGES}
        super().__init__(data, initial={"name": tag.name, "concept": tag.concept_id, **own})
        offered = Concept.objects.filter(Q(is_retired=False) | Q(pk=tag.concept_id or 0))
        concept: Any = self.fields["concept"]
        concept.queryset = offered.order_by("scheme", "position", "slug")
        for code, language in LANGUAGES:
            field = forms.CharField(label=language, max_length=MAX_NAME_LENGTH, required=False)
            field.widget.attrs["lang"] = code
            self.fields[f"name_{code}"] = field

    def own_names(self) -> list[forms.BoundField]:
        return [self[f"name_{code}"] for code, _language in LANGUAGES]

    def said(self) -> dict[str, Any]:
        """For `change_tag`."""
        names = {code: self.cleaned_data[f"name_{code}"] for code, _language in LANGUAGES}
        return {"name": self.cleaned_data["name"], "names": names, "concept": self.cleaned_data["concept"]}


class PairForm(forms.Form):
    """Two tags, as a pair of buttons sends them."""

    kept = forms.ModelChoiceField(Tag.objects.none())
    gone = forms.ModelChoiceField(Tag.objects.none())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        _offer_known(self, "kept", "gone")


class MergeForm(forms.Form):
    """A tag, and any name of the one that is kept."""

    gone = forms.ModelChoiceField(Tag.objects.none(), widget=forms.HiddenInput)
    into = forms.CharField(label=_("Merge it into"), max_length=MAX_NAME_LENGTH)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        _offer_known(self, "gone")

    def clean_into(self) -> str:
        """Raises ValidationError where no tag is called so: a merge makes none."""
        name: str = self.cleaned_data["into"]
        known = TagName.objects.select_related("tag").filter(key=tag_key(name)).first()
        if known is None or not known_tags().filter(pk=known.tag_id).exists():
            raise forms.ValidationError(_("No tag is called “%(name)s”."), params={"name": name})
        self.cleaned_data["kept"] = known.tag
        return name


def _offer_known(form: forms.Form, *names: str) -> None:
    """One that was merged meanwhile has a sentence of its own."""
    for name in names:
        field: Any = form.fields[name]
        field.queryset = known_tags() | Tag.objects.filter(merged_into__isnull=False)
