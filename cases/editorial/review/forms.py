"""The words that go with a decision of an editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.editorial.review.actions import MAX_REASON_LENGTH
from cases.library.models import Contribution


class DecisionForm(forms.Form):
    """What an editor presses on the page of a review. `seen` names the version that he has read."""

    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Your words to the author"),
        help_text=_("To return a text, write here what to change. With an approval they may stay empty."),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AssignmentForm(forms.Form):
    """Nothing is asked: the button says it."""


class TakeOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it leaves the site"),
        help_text=_("The author reads this. The text stays with its author as a draft."),
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write to the author why: a text is not taken off the site without a reason.")},
    )

    def __init__(self, data: Any = None, *, is_let_go: bool = False) -> None:
        super().__init__(data)
        if is_let_go:
            self.fields["reason"].help_text = _("It stands here as a remark, for other editors.")


class RemarkForm(forms.Form):
    field = forms.ChoiceField(label=_("Part of the text"))
    remark = forms.CharField(
        label=_("Your remark"),
        help_text=_("The author reads it beside this part of the text."),
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you want to remark.")},
    )

    def __init__(self, model: type[Contribution], data: Any = None) -> None:
        super().__init__(data, auto_id="remark_%s")
        parts = [(name, model._meta.get_field(name).verbose_name) for name in ("title", "summary")]
        field = self.fields["field"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*parts, *model.SECTIONS]
