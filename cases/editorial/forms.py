"""What an editor fills in: the page itself, and the words that go with a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cases.editorial.actions import LONGEST_REASON
from cases.library.models import Tag


class EditorsForm(WagtailAdminPageForm):
    def clean_tags(self) -> list[str]:
        """One tag a meaning, as in the members' form: Wagtail would try to make a second one and fail."""
        return [Tag.named(name).name for name in self.cleaned_data.get("tags") or []]


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
