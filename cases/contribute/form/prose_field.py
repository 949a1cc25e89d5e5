"""A section of a text in a form: written in an editor with JavaScript, as plain text without, kept as clean HTML."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cases.contribute.form.markdown_writer import to_markdown
from network.markup import clean, from_markdown, plain

MAX_PROSE_LENGTH = 40_000  # characters of HTML: some twenty printed pages
MAX_SENT = 2 * MAX_PROSE_LENGTH  # characters; what is longer is given back as it came, and not read


class UnreadText(str):
    """A section as it was sent, too long to be turned into HTML."""

    is_html = False


class ProseText(forms.Textarea):
    """Shows plain text; <prose-text> (prose-text.js) turns it into an editor and says so in `<name>-format`."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        if isinstance(value, UnreadText):
            shown, html = str(value), str(value) if value.is_html else linebreaks(value, autoescape=True)
        else:
            shown, html = to_markdown(value or ""), value or ""
        attributes = {**(attrs or {}), "data-html": html, "data-limit": MAX_PROSE_LENGTH}
        area = super().render(name, shown, attributes, renderer)
        kind = format_html('<input type="hidden" name="{}-format" value="plain">', name)
        return format_html("<prose-text>{}{}</prose-text>", area, kind)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        text = (data.get(name) or "").replace("\r\n", "\n")
        is_html = data.get(f"{name}-format") == "html"
        if len(text) > MAX_SENT:
            unread = UnreadText(text)
            unread.is_html = is_html
            return unread
        return clean(text) if is_html else from_markdown(text)


class ProseField(forms.CharField):
    widget = ProseText

    def clean(self, value: Any) -> str:
        if len(value or "") > MAX_PROSE_LENGTH:
            raise ValidationError(
                _(
                    "This section has %(length)s characters with its formatting, and %(limit)s fit. All of it is still"
                    " here: move a part into a file or another section, then save."
                ),
                params={"length": len(value), "limit": MAX_PROSE_LENGTH},
            )
        html = super().clean(value)
        return html if plain(html) else ""
