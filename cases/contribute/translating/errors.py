"""What a translation may be refused for."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class NotYourLanguage(Refusal):
    sentence = _("Your profile does not name this language. Add it there; then you can translate into it.")


class TranslatedAlready(Refusal):
    sentence = _("Readers have this text in that language already.")
    status = 409


class InHands(Refusal):
    sentence = _(
        "%(name)s is translating this text into that language. Write to each other; one translation is enough."
    )
    status = 409


class InSomebodysHands(Refusal):
    sentence = _(
        "Somebody is translating this text into that language. Under the Chatham House rule nobody is told who it is."
    )
    status = 409


class OriginalIsGone(Refusal):
    sentence = _("This text was taken off the site just now, so it cannot be translated.")
    status = 409
