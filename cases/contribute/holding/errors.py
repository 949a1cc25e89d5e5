"""What saying that a text still holds may be refused for."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class NotBeforeReaders(Refusal):
    sentence = _("No reader has this text now, so there is nothing to confirm. Send it again when it is ready.")
    status = 409


class AskItsAuthor(Refusal):
    sentence = _("Its author can say whether it still holds. Editors say it where no author can be asked.")
    status = 403
