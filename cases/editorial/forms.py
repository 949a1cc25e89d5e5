"""What an editor writes with a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.editorial.actions import LONGEST_REASON


class ApprovalForm(forms.Form):
    comment = forms.CharField(
        label=_("To the author"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(ApprovalForm):
    comment = forms.CharField(
        label=_("What the author should change"),
        help_text=_("The author reads this, and your comments on the sections, in his own language’s interface."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what to change: a text is not sent back without a reason.")},
    )
