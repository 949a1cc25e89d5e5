"""What an editor fills in: the page itself, and the words that go with a decision."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet

from cases.editorial.actions import LONGEST_REASON
from cases.editorial.concept_fields import ConceptsForm
from cases.library.models import StoredFile, Tag


class FileLink(forms.Widget):
    """A file that opens when it is pressed. Which one it is goes back with the form, for a version is no row to ask."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        stored = StoredFile.objects.filter(pk=value).first() if value else None
        context = {"stored": stored, "name": name, "value": value or "", "attrs": attrs or {}}
        return render_to_string("cases/editorial/file_link.html", context)


class FilesFormSet(BaseChildFormSet):
    """The files of one text: those that stand in this version, or came with an earlier one."""

    data: Any

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if self.is_bound and f"{self.prefix}-{i}-id" not in self.data:
            self.data = self.data.copy()
            self.data[f"{self.prefix}-{i}-id"] = ""  # modelcluster would fail without it
        form = super()._construct_form(i, **kwargs)
        # Or else one could attach to a published text what stands in somebody's own draft.
        form.fields["stored"].queryset = self._own
        return form

    @cached_property
    def _own(self) -> QuerySet[StoredFile]:
        shown = [attachment.stored_id for attachment in self.instance.attachments.all()]
        return StoredFile.objects.filter(Q(page=self.instance.pk) | Q(pk__in=shown))


class EditorsForm(ConceptsForm):
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
