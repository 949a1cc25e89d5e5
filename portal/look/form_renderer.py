"""How forms are shown: a limit on a text is told and counted, and never cuts it."""

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import DjangoTemplates


class WholeTextField(BoundField):
    """A browser drops, without a word, what is pasted beyond `maxlength`. So the limit stands in `data-limit`, where
    length-counter.js counts it, and the server refuses what is longer with the whole of it in the form."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        limit = (widget or self.field.widget).attrs.get("maxlength")
        return built if limit is None else built | {"maxlength": False, "data-limit": limit}


class WholeTextRenderer(DjangoTemplates):
    bound_field_class = WholeTextField
