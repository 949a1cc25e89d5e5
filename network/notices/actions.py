"""Telling members: a notice on the site, and a mail after the commit."""

from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction
from django.utils import timezone

from network.access.gate import action
from network.notices.mail import send_mail_of
from network.notices.models import Notice
from network.people.models import Member


@action
def notify(
    members: Iterable[Member], *, kind: str, path: str, details: Mapping[str, object] | None = None
) -> list[Notice]:
    """Tell each of `members` once.

    kind: path of a template without ".txt", such as "cases/contribute/notices/returned"; its first line is the sentence
    shown on the site and the subject of the mail, the rest is the mail. path: where the notice leads, without the
    language prefix. details: plain values the template is filled with; under the Chatham House rule no name is among
    them, for a mail cannot be called back.
    """
    active = [member for member in members if member.is_active]
    notices = Notice.objects.bulk_create(
        Notice(member=member, kind=kind, path=path, details=dict(details or {})) for member in active
    )
    for notice in notices:
        transaction.on_commit(partial(send_mail_of, notice))
    return notices


@action
def mark_read(member_id: int | None, *, up_to: int) -> int:
    """The member has seen his notices up to the one with this id. Returns how many were new to him."""
    return Notice.objects.of(member_id).unread().filter(pk__lte=up_to).update(read_at=timezone.now())
