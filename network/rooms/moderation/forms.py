"""What a moderator chooses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from network.rooms.models.moderation import Moderation, Reason

MUTE_DAYS = (1, 7, 30)


def _for_days(days: int) -> str:
    return ngettext_lazy("for %(days)s day", "for %(days)s days", "days") % {"days": days}


class ModerationForm(forms.Form):
    reason = forms.TypedChoiceField(label=_("Reason"), choices=Reason.choices, coerce=Reason, widget=forms.RadioSelect)
    word = forms.CharField(
        label=_("A word to the author"),
        help_text=_("Nobody else reads it: it stands on the message, for the author alone."),
        max_length=Moderation._meta.get_field("word").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    hides = forms.BooleanField(label=_("Hide the message from everybody else"), required=False)
    mute_days = forms.TypedChoiceField(
        label=_("Mute the author in this room"),
        help_text=_("The room stays open to the author for reading."),
        choices=[("0", _("No")), *((str(days), _for_days(days)) for days in MUTE_DAYS)],
        coerce=int,
        initial="0",
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("reason") == Reason.OTHER and not answers.get("word"):
            self.add_error("word", _("Write to the author what is wrong with this message."))
        return answers
