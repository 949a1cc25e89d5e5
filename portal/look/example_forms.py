"""Forms of the style guide: one field of each kind that members meet, empty and refused, and the composer."""

from django import forms
from django.utils.html import format_html


class ExampleForm(forms.Form):
    """One field of each kind that members meet."""

    title = forms.CharField(label="Title", help_text="Say what was done, in one line.", max_length=120)
    challenge = forms.CharField(label="Challenge", help_text="For whom was it hard, and why?", widget=forms.Textarea)
    country = forms.ChoiceField(label="Country", choices=[("kz", "Kazakhstan"), ("kg", "Kyrgyzstan")])
    clearance = forms.ChoiceField(
        label="Clearance",
        help_text="Only you and the editors see the paper.",
        widget=forms.RadioSelect,
        choices=[
            ("personal", format_html('I write for myself<span class="choice__help">{}</span>', "My own view")),
            ("cleared", format_html('It is cleared<span class="choice__help">{}</span>', "I attach the letter")),
        ],
    )
    weekly = forms.BooleanField(label="Send me one mail a week", required=False)
    paper = forms.FileField(label="The paper", help_text="PDF or DOCX, at most 20 MB.", required=False)


class ComposerForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial="0190e9f2-0000-7000-8000-000000000000")
    text = forms.CharField(max_length=4_000, widget=forms.Textarea)


EMPTY = ExampleForm(prefix="empty")
REFUSED = ExampleForm({"refused-title": "Чу и Талас", "refused-country": "kz"}, prefix="refused")
