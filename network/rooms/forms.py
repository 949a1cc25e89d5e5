"""What one types in rooms."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from network.rooms.actions import MAX_MESSAGE_LENGTH


class MessageForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=_("Message"),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea,
        error_messages={"required": _("There are no words in this message yet.")},
    )


class TopicForm(forms.Form):
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(
        label=_("What do you want to talk about?"),
        max_length=160,
        help_text=_("A question draws more answers than a heading."),
        error_messages={"required": _("Give the topic a title, so that others find it.")},
    )
    text = forms.CharField(
        label=_("The first message"),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say the first words; others answer to them.")},
    )
    subject = forms.RegexField(r"^(case|practice):[a-z0-9-]{1,70}$", required=False, widget=forms.HiddenInput)
