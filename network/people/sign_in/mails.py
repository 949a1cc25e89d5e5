"""The mails about somebody's own account: in his language, with the name of the site."""

import logging
import smtplib

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from network.people.models import Member
from search.site import SITE_NAME, site_origin

log = logging.getLogger(__name__)


def mail_member(member: Member, template: str, *, to: str, **details: object) -> bool:
    """False when the mail server is down: that costs the mail, which can be asked for again."""
    with override(member.language):
        context = {"name": member.name, "site_name": SITE_NAME, **details}
        text = render_to_string(f"network/people/mails/{template}.txt", context)
    subject, _newline, body = text.strip().partition("\n")
    try:
        EmailMessage(subject.strip(), body.strip(), to=[to]).send()
    except (smtplib.SMTPException, OSError):
        log.exception("The mail %s about account %s was not sent", template, member.pk)
        return False
    return True


def mail_password_link(member: Member, template: str, key: str) -> bool:
    """A mail whose link leads to choosing a password. `key` is a token of allauth's."""
    with override(member.language):
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(member), "key": key})
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    return mail_member(member, template, to=member.email, link=f"{site_origin()}{path}", days=days)
