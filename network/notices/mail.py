"""A notice as a mail: in the receiver's language and time zone, with a link that he can open."""

import logging
import smtplib

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from network.notices.models import Notice
from network.time_zones import zone_of
from search.site import SITE_NAME, site_origin

log = logging.getLogger(__name__)


def sentence_and_body(notice: Notice, *, language: str) -> tuple[str, str]:
    """What the notice says in one line, and what its mail says."""
    with override(language):
        context = dict(notice.details, link=link_of(notice, language=language), site_name=SITE_NAME)
        first, _newline, rest = render_to_string(f"{notice.kind}.txt", context).strip().partition("\n")
    return first.strip(), rest.strip()


def link_of(notice: Notice, *, language: str) -> str:
    return f"{site_origin()}/{language}{notice.path}"


def send_mail_of(notice: Notice) -> bool:
    """Send it. A mail server that is down costs the mail, not what the member was doing: the notice stays on the site."""
    member = notice.member
    with timezone.override(zone_of(member.time_zone)):
        subject, body = sentence_and_body(notice, language=member.language)
    headers = {"Auto-Submitted": "auto-generated"}
    if stop_url := notice.details.get("stop_url"):
        headers |= {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMessage(subject, body, to=[member.email], headers=headers)
    try:
        mail.send()
    except (smtplib.SMTPException, OSError):
        log.exception("The mail of notice %s was not sent", notice.pk)
        return False
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
    return True
