"""The words that go with a decision of an editor."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import make_aware, now
from django.utils.translation import gettext_lazy as _

from cases.contribute.remarks import MAX_QUOTE_LENGTH
from cases.editorial.review.actions import MAX_REASON_LENGTH
from cases.library.models import Contribution
from network.time_zones import ZoneField, zone_of

FAR = timedelta(days=2 * 365)


class DecisionForm(forms.Form):
    """What an editor presses on the page of a review. `seen` names the version that he has read; `opens` is when readers are
    to have it, where that is later than at once.
    """

    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Your words to the author"),
        help_text=_("To return a text, write here what to change. With an approval they may stay empty."),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    opens_day = forms.DateField(
        label=_("Readers have it from this day on"),
        help_text=_("Leave it empty to publish at once."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    opens_time = forms.TimeField(
        label=_("Hour"), required=False, initial=time(9), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    opens_zone = ZoneField(label=_("As clocks show it in"), required=False)

    def __init__(self, data: Any = None, *, zone: str = "") -> None:
        super().__init__(data, initial={"opens_zone": zone})
        field = self.fields["opens_zone"]
        assert isinstance(field, ZoneField)
        field.keep(zone)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        answers["opens"] = None
        if day := answers.get("opens_day"):
            local = datetime.combine(day, answers.get("opens_time") or time.min)
            answers["opens"] = make_aware(local, zone_of(answers.get("opens_zone", "")))
            self._refuse_odd(answers["opens"])
        return answers

    def _refuse_odd(self, opens: datetime) -> None:
        if opens <= now():
            self.add_error("opens_day", _("This moment is over. Leave the day empty to publish at once."))
        elif opens > now() + FAR:
            self.add_error("opens_day", _("This day is more than two years ahead."))


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
    quote = forms.CharField(required=False, max_length=MAX_QUOTE_LENGTH, widget=forms.HiddenInput)
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
