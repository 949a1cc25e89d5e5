"""What the actions on collections may refuse."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class AlreadyInCollection(Refusal):
    sentence = _("This text stands in that collection already.")


class NotPublishedYet(Refusal):
    sentence = _("Only a published text goes into a collection. Publish it first.")


class HasThisLanguage(Refusal):
    sentence = _("This collection is there in that language already.")
