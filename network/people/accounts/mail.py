"""The mail by which somebody chooses a password himself."""

from allauth.account.forms import default_token_generator

from network.people.accounts.errors import AccountClosed, NoMailThere
from network.people.models import Member
from network.people.sign_in.mails import mail_password_link


def send_sign_in_link(member: Member) -> bool:
    """Send it, in the language of who gets it; False when the mail server did not take it.

    The link works once, for some days, and only until the next sign-in. Raises AccountClosed, NoMailThere.
    """
    if not member.is_active:
        raise AccountClosed
    if not member.gets_mail:
        raise NoMailThere
    return mail_password_link(member, "sign_in_link", default_token_generator.make_token(member))
