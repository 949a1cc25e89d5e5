"""What writing a case may be refused for."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class NotYours(Refusal):
    sentence = _("Only the authors of a text can change it.")
    status = 404


class InReview(Refusal):
    sentence = _(
        "This text is with the editors, so it cannot be changed now. Take it back first; what you typed is kept here."
    )
    status = 409


class LockedByEditors(Refusal):
    sentence = _("An editor is working on this text just now. Try again in an hour; what you typed is kept here.")
    status = 409


class NewerVersion(Refusal):
    """The text was saved elsewhere since this page was opened."""

    sentence = _("This text was saved in another tab since you opened it here. Compare the two; nothing is lost.")
    status = 409


class AttributionIsFixed(Refusal):
    sentence = _("The choice between your name and the Chatham House rule was made when the text was first sent.")


class LanguageIsFixed(Refusal):
    sentence = _("The language of a published text stays. Write a new text to tell it in another language.")


class NotReady(Refusal):
    """What is missing before editors can read it: field name to sentences."""

    sentence = _("Some answers are missing. All you have written is saved.")

    def __init__(self, missing: Mapping[str, Sequence[str | Promise]]) -> None:
        super().__init__()
        self.missing = missing


class NotWithTheEditors(Refusal):
    sentence = _("This text is no longer with the editors: look at it again, they may have decided meanwhile.")
    status = 409


class NotPublished(Refusal):
    sentence = _("This text is not published, so there is nothing to withdraw.")
    status = 409


class SavedTooOften(Refusal):
    sentence = _("That was saved very often in one minute. What you typed is kept here; save it again in a minute.")
    status = 429


class SentTooMuch(Refusal):
    sentence = _(
        "One member can send %(files)s files or %(megabytes)s MB a day, and that is used up. What you typed is kept here; "
        "send these files tomorrow."
    )
    status = 429


class StillPublished(Refusal):
    sentence = _("Readers have this text. Withdraw it first; then it can be deleted.")
    status = 409


class NotAlone(Refusal):
    sentence = _("A colleague wrote this text with you, so it is not deleted. Talk to each other; editors can help.")
    status = 409
