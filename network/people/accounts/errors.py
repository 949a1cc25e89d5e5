"""What may be refused to one who keeps accounts."""

from django.utils.translation import gettext_lazy as _

from network.access.errors import Refusal


class BeyondYourOwn(Refusal):
    sentence = _("This account may do more than yours, so it is not yours to change. Ask an administrator.")


class YourOwnAccount(Refusal):
    sentence = _(
        "Nobody closes his own account, or changes what it may do. Ask another organiser, or an administrator."
    )


class AddressInUse(Refusal):
    sentence = _("This account is in use, so its address is changed by its owner, who confirms it by mail.")


class NoSecondStep(Refusal):
    sentence = _("This account has no second step of signing in.")


class NoMailThere(Refusal):
    sentence = _("No mail reaches this account. Give it an address first, or ask an administrator to.")


class AccountClosed(Refusal):
    sentence = _("This account is closed. Open it again first.")


class AccountOpen(Refusal):
    sentence = _("This account is open already.")
