"""What a member tells of himself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.people.contacts import contact_audiences
from network.people.models import Profile
from network.time_zones import ZoneField
from search.site import LANGUAGES
from search.vocabulary.models import Concept, Scheme


class ProfileForm(forms.ModelForm[Profile]):
    language = forms.ChoiceField(label=_("Language of the site and of mails"), choices=LANGUAGES)
    time_zone = ZoneField(label=_("Time zone"))
    languages = forms.MultipleChoiceField(
        label=_("Languages you write in"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Into these you can offer translations of texts."),
    )
    phone_audience = forms.ChoiceField(label=_("Who sees the telephone"), required=False)
    email_audience = forms.ChoiceField(label=_("Who sees the e-mail address"), required=False)

    class Meta:
        model = Profile
        fields = (
            "name_native",
            "position",
            "institution",
            "country",
            "about",
            "themes",
            "languages",
            "phone",
            "phone_audience",
            "contact_email",
            "email_audience",
        )
        widgets = {"about": forms.Textarea(attrs={"rows": 5}), "themes": forms.CheckboxSelectMultiple}
        help_texts = {
            "name_native": _("As it stands in your own language, for readers of that script."),
            "about": _("Two or three sentences: what you know, and what colleagues may ask you."),
            "contact_email": _("The address you sign in with is shown to nobody."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member = self.instance.member
        audiences = contact_audiences(member.pk)
        for name in ("phone_audience", "email_audience"):
            self._choose(name, audiences)
        zone = self.fields["time_zone"]
        assert isinstance(zone, ZoneField)
        zone.keep(member.time_zone)
        self.initial = {**self.initial, "language": member.language, "time_zone": member.time_zone}
        for name, scheme in (("country", Scheme.COUNTRIES), ("themes", Scheme.THEMES)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Concept.objects.of(scheme)

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
