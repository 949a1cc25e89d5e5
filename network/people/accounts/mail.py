"""The mail by which somebody chooses a password himself."""

import logging
import smtplib

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from network.people.accounts.errors import AccountClosed, NoMailThere
from network.people.models import Member
from search.site import SITE_NAME, site_origin

log = logging.getLogger(__name__)


def send_sign_in_link(member: Member) -> bool:
    """Send it, in the language of who gets it; False when the mail server did not take it.

    The link works once, for some days, and only until the next sign-in. Raises AccountClosed, NoMailThere.
    """
    if not member.is_active:
        raise AccountClosed
    if not member.gets_mail:
        raise NoMailThere
    with override(member.language):
        context = {
            "name": member.name,
            "link": f"{site_origin()}{_path(member)}",
            "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
            "site_name": SITE_NAME,
        }
        text = render_to_string("network/people/mails/sign_in_link.txt", context)
    subject, _newline, body = text.strip().partition("\n")
    try:
        EmailMessage(subject.strip(), body.strip(), to=[member.email]).send()
    except (smtplib.SMTPException, OSError):
        log.exception("The link for account %s was not sent", member.pk)
        return False
    return True


def _path(member: Member) -> str:
    key = default_token_generator.make_token(member)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(member), "key": key})
