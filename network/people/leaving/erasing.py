"""Erasing an account: what was said to others is handed over, and all the rest goes."""

import logging
from copy import copy
from datetime import date, timedelta
from functools import partial

from django.db import DatabaseError, models, transaction
from django.utils import timezone
from wagtail.models import Comment, CommentReply

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.access.gate import action
from network.handover import Words, hand_over
from network.people.models import LEFT_DOMAIN, Leaving, Member
from network.people.sign_in.mails import mail_member
from search.index.outbox import mark_changed

log = logging.getLogger(__name__)
# Remarks on texts of others: Wagtail would delete them, with the answers, together with who made them.
SAID_TO_OTHERS: tuple[type[models.Model], ...] = (Comment, CommentReply)


def due_leavings(today: date | None = None) -> models.QuerySet[Leaving]:
    """Accounts whose fourteen days are over."""
    last = (today or timezone.localdate()) - timedelta(days=Leaving.DAYS)
    return Leaving.objects.filter(closed_on__lte=last, member__is_active=False)


def erase_due(today: date | None = None) -> int:
    """Each in a transaction of its own; returns how many. One that cannot be erased keeps no other from it: what hindered it
    is raised at the end, so that all is tried again."""
    count, hindered = 0, None
    for leaving in list(due_leavings(today)):
        try:
            count += erase(leaving)
        except (DatabaseError, OSError) as error:
            log.exception("Account %s was not erased", leaving.member_id)
            hindered = error
    if hindered:
        raise hindered
    return count


@action
def erase(leaving: Leaving) -> bool:
    """Nothing is left of the account but, where its owner has chosen so, his name on what he wrote. False where he has come
    back meanwhile."""
    member = Member.objects.select_for_update().filter(pk=leaving.member_id, is_active=False).first()
    if member is None or not Leaving.objects.filter(pk=leaving.pk).exists():
        return False
    told, number, words = copy(member), member.pk, Words(leaving.words)
    hand_over(number, words)
    if words == Words.NAMED:
        _keep_name_alone(member)
    else:
        member.delete()
    mark_changed("person", number)
    record(Act.ACCOUNT_ERASED, f"person:{number}", details=words.value)
    if told.gets_mail:
        transaction.on_commit(partial(mail_member, told, "account_erased", to=told.email))
    return True


def _keep_name_alone(member: Member) -> None:
    """The row stays for its name's sake. Everything that hangs on it goes, and nobody can sign in to it."""
    member.groups.clear()
    member.user_permissions.clear()
    for relation in own_relations():
        relation.related_model._base_manager.filter(**{relation.field.name: member.pk}).delete()
    blank = Member(pk=member.pk, email=f"left-{member.pk}{LEFT_DOMAIN}", name=member.name, is_active=False)
    blank.date_joined = member.date_joined
    blank.set_unusable_password()
    blank.save(force_update=True)


def own_relations() -> list[models.ManyToOneRel]:
    """Rows that are the account's own and go with it, such as its profile and its notices."""
    relations = (one for one in Member._meta.get_fields(include_hidden=True) if isinstance(one, models.ManyToOneRel))
    return [one for one in relations if one.on_delete is models.CASCADE and one.related_model not in SAID_TO_OTHERS]
