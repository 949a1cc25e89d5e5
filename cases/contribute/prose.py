"""A section of a text in a form: written in an editor with JavaScript, as plain text without, kept as clean HTML."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cases.contribute.plain_prose import to_plain
from network.markup import clean, from_markdown, plain

LONGEST = 40_000  # characters of HTML: some twenty printed pages


class ProseText(forms.Textarea):
    """Shows plain text; <prose-text> (prose-text.js) turns it into an editor and says so in `<name>-format`."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        html = value or ""
        area = super().render(name, to_plain(html), {**(attrs or {}), "data-html": html}, renderer)
        kind = format_html('<input type="hidden" name="{}-format" value="plain">', name)
        return format_html("<prose-text>{}{}</prose-text>", area, kind)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        text = (data.get(name) or "").replace("\r\n", "\n")[: 2 * LONGEST]
        return clean(text) if data.get(f"{name}-format") == "html" else from_markdown(text)


class ProseField(forms.CharField):
    widget = ProseText

    def clean(self, value: Any) -> str:
        html = super().clean(value)
        if len(html) > LONGEST:
            words = len(plain(html).split())
            raise ValidationError(
                _("This section has %(words)s words and is too long. Move part of it into a file or another section."),
                params={"words": words},
            )
        return html if plain(html) else ""
