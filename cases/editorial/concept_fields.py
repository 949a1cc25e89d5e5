"""What a text is about, as an editor chooses it: each question offers the words of its own scheme."""

from typing import Any

from django.db.models import Q
from django.forms import ModelMultipleChoiceField
from wagtail.admin.forms import WagtailAdminPageForm

from search.vocabulary.models import Concept, Scheme


class ConceptsForm(WagtailAdminPageForm):
    """For pages whose fields of concepts are named as the schemes are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(Scheme.values) & set(self.fields):
            field = self.fields[name]
            assert isinstance(field, ModelMultipleChoiceField)
            field.queryset = self._offered(name)

    def _offered(self, scheme: str) -> Any:
        """A retired one where it was chosen already, and nowhere else: saving must not take it away."""
        chosen = [concept.pk for concept in getattr(self.instance, scheme).all()]
        offered = Concept.objects.filter(Q(is_retired=False) | Q(pk__in=chosen), scheme=scheme)
        return offered.order_by("position", "slug")
