"""The form of a text in Wagtail's admin: each question offers the words of its own scheme, and files stay the text's own."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminPageForm

from cases.library.models import StoredFile, Tag
from search.input.numbers import number_from
from search.vocabulary.models import Concept, Scheme


class FileLink(forms.Widget):
    """A file that opens when it is pressed. Which one it is goes back with the form, for a version is no row to ask."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        number = number_from(str(value))
        stored = StoredFile.objects.filter(pk=number).first() if number else None
        context = {"stored": stored, "name": name, "value": value or "", "attrs": attrs or {}}
        return render_to_string("cases/editorial/file_link.html", context)


class CarefulFormSet(BaseChildFormSet):
    """Rows of which one field may hold only what its queryset says: a form made by hand names anything."""

    data: Any
    field = ""

    def allowed(self) -> QuerySet[Any]:
        """Nothing, until a kind of row says what."""
        related: Any = self.model._meta.get_field(self.field).related_model
        nothing: QuerySet[Any] = related.objects.none()
        return nothing

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        name = f"{self.prefix}-{i}-id"
        if self.is_bound and number_from(self.data.get(name) or "none") is None:
            self.data = self.data.copy()
            self.data[name] = ""  # modelcluster would fail without it, and on what is no number
        form = super()._construct_form(i, **kwargs)
        form.fields[self.field].queryset = self._allowed
        return form

    @cached_property
    def _allowed(self) -> QuerySet[Any]:
        return self.allowed()


class FilesFormSet(CarefulFormSet):
    """The files of one text: those that stand in this version, or came with an earlier one. Or else one could attach to a
    published text what stands in somebody's own draft."""

    field = "stored"

    def allowed(self) -> QuerySet[StoredFile]:
        shown = [attachment.stored_id for attachment in self.instance.attachments.all()]
        return StoredFile.objects.filter(Q(page=self.instance.pk) | Q(pk__in=shown))


class VersionForm(WagtailAdminPageForm):
    """Writes a version; the row that readers see is not written."""

    def save(self, commit: bool = True) -> Any:
        """Wagtail would write a page that is not published yet as it read it: over what was published meanwhile."""
        return super().save(commit=False)


class ConceptsForm(VersionForm):
    """For pages whose fields of concepts are named as the schemes are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(Scheme.values) & set(self.fields):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = self._offered(name)

    def _offered(self, scheme: str) -> Any:
        """A retired one where it was chosen already, and nowhere else: saving must not take it away."""
        chosen = [concept.pk for concept in getattr(self.instance, scheme).all()]
        offered = Concept.objects.filter(Q(is_retired=False) | Q(pk__in=chosen), scheme=scheme)
        return offered.order_by("position", "slug")


class EditorsForm(ConceptsForm):
    """Corrects a text."""

    def clean_tags(self) -> list[str]:
        """One tag a meaning, as in the members' form: Wagtail would try to make a second one and fail."""
        return [Tag.named(name).name for name in self.cleaned_data.get("tags") or []]
