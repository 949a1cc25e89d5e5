"""What may be refused to one who leaves."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class LastAdministrator(Refusal):
    sentence = _(
        "You are the only administrator: without you nobody could keep the site. Make somebody else one first."
    )


class LinkIsOver(Refusal):
    sentence = _(
        "This link no longer works: the account is open again, or it is erased, or an organiser has closed it. Try to sign "
        "in, or write to the organisers of your training."
    )


class AlreadyClosed(Refusal):
    sentence = _("Your account is closed already.")
