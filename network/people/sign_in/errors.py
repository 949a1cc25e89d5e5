"""What the doors of the house say to one who tries too often, and how long that lasts."""

from django.utils.translation import gettext_lazy as _

from network.throttling.errors import TooManyTries


class TooManyPasswords(TooManyTries):
    sentence = _(
        "Too many wrong passwords for this account from here. Try again in %(wait)s. Or choose “I forgot the password”: "
        "with the link in that mail you are in at once."
    )


class TooManyCodes(TooManyTries):
    sentence = _("Too many wrong codes for this account from here. Try again in %(wait)s.")


class TooManyMails(TooManyTries):
    sentence = _(
        "Several mails are on their way to this address already, and the link in each of them works. You can ask for another "
        "one in %(wait)s."
    )
