"""What one who keeps accounts fills in. What he may not give is no field of his form, so that nothing posted for it counts."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.handover import Words
from network.people.accounts.authority import Authority
from network.people.models import EDITORS_GROUP, MEMBERS_GROUP, MODERATORS_GROUP, ORGANISERS_GROUP, Member
from search.site import LANGUAGES

GROUP_NAMES = {
    EDITORS_GROUP: _("Editors"),
    ORGANISERS_GROUP: _("Organisers"),
    MODERATORS_GROUP: _("Moderators"),
    MEMBERS_GROUP: _("Members"),
}


def group_name(group: Group) -> str:
    return str(GROUP_NAMES.get(group.name, group.name))


class GroupsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return group_name(obj)


class AccountForm(forms.ModelForm[Member]):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        help_text=_("In it the site speaks, and its mails are written."),
    )
    groups = GroupsField(
        label=_("What this person may do"),
        queryset=Group.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("You can give what you hold yourself."),
    )
    is_superuser = forms.BooleanField(
        label=_("Administrator"), required=False, help_text=_("May do everything, and let others do everything.")
    )

    class Meta:
        model = Member
        fields = ("name", "email", "language", "groups", "is_superuser")
        help_texts = {"name": _("As colleagues know this person, in Latin letters.")}
        error_messages = {
            "email": {
                "unique": _("There is an account with this address already. Look for it, among the closed ones too.")
            }
        }

    def __init__(self, *args: Any, keeper: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authority = Authority(keeper)
        is_own = self.instance.pk == keeper.pk
        if is_own:
            del self.fields["groups"]
        else:
            self._offer(authority)
        if is_own or not keeper.is_superuser:
            del self.fields["is_superuser"]
        if self.instance.pk and not authority.may_readdress(self.instance):
            self.fields["email"].disabled = True
            self.fields["email"].help_text = (
                _("You change the address in your own account, and confirm it by mail.")
                if is_own
                else _("This account is in use: its owner changes the address, and confirms it by mail.")
            )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email.endswith(".invalid") and not self.fields["email"].disabled:
            raise ValidationError(_("No mail reaches such an address."))
        return email

    def _offer(self, authority: Authority) -> None:
        field = self.fields["groups"]
        assert isinstance(field, GroupsField)
        field.queryset = authority.groups
        if not self.instance.pk:
            self.initial["groups"] = list(authority.groups.filter(name=MEMBERS_GROUP))


class ClosingForm(forms.Form):
    """What becomes of what the owner of an account wrote, when an organiser closes it."""

    words = forms.ChoiceField(
        label=_("What this person wrote under the own name"),
        choices=[
            (Words.FORMER, _("It stays, as that of “a former participant”")),
            (Words.NAMED, _("It stays, with the name")),
            (Words.REMOVED, _("It is removed")),
        ],
        initial=Words.FORMER,
        widget=forms.RadioSelect,
    )

    def clean_words(self) -> Words:
        return Words(self.cleaned_data["words"])
