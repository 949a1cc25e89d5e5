"""What an editor fills in: the page itself, and the words that go with a decision."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet

from cases.editorial.actions import MAX_REASON_LENGTH
from cases.editorial.concept_fields import ConceptsForm
from cases.library.models import Contribution, StoredFile, Tag
from search.numbers import number_from


class FileLink(forms.Widget):
    """A file that opens when it is pressed. Which one it is goes back with the form, for a version is no row to ask."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        number = number_from(str(value))
        stored = StoredFile.objects.filter(pk=number).first() if number else None
        context = {"stored": stored, "name": name, "value": value or "", "attrs": attrs or {}}
        return render_to_string("cases/editorial/file_link.html", context)


class FilesFormSet(BaseChildFormSet):
    """The files of one text: those that stand in this version, or came with an earlier one."""

    data: Any

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        name = f"{self.prefix}-{i}-id"
        if self.is_bound and number_from(self.data.get(name) or "none") is None:
            self.data = self.data.copy()
            self.data[name] = ""  # modelcluster would fail without it, and on what is no number
        form = super()._construct_form(i, **kwargs)
        # Or else one could attach to a published text what stands in somebody's own draft.
        form.fields["stored"].queryset = self._own
        return form

    @cached_property
    def _own(self) -> QuerySet[StoredFile]:
        shown = [attachment.stored_id for attachment in self.instance.attachments.all()]
        return StoredFile.objects.filter(Q(page=self.instance.pk) | Q(pk__in=shown))


class EditorsForm(ConceptsForm):
    """Corrects a text, into a version; the row that readers see is not written."""

    def clean_tags(self) -> list[str]:
        """One tag a meaning, as in the members' form: Wagtail would try to make a second one and fail."""
        return [Tag.named(name).name for name in self.cleaned_data.get("tags") or []]

    def save(self, commit: bool = True) -> Any:
        """Wagtail would write a page that is not published yet as it read it: over what was published meanwhile."""
        return super().save(commit=False)


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


class TakeOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it leaves the site"),
        help_text=_("The author reads this. The text stays with its author as a draft."),
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write to the author why: a text is not taken off the site without a reason.")},
    )


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
