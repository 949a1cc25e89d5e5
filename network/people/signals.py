"""What Django tells by signals alone: a session that ended, a group that was taken away."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.db.models.signals import m2m_changed, pre_delete
from django.utils.timezone import now

from network.access.audit.acts import Act
from network.access.audit.watching import audit_deletions, audit_links
from network.access.broadcasts import Watched, viewers_changed, watch
from network.people.models import Member
from network.time_zones import to_day


def watch_members() -> None:
    """Let open tabs be told when an account is closed, gets a new password or another group, and when a session ends."""
    watch(Member, Watched("pk", frozenset({"password", "is_active", "is_superuser"})))
    pre_delete.connect(_session_ends, sender=Session, dispatch_uid="session_ends")
    pre_delete.connect(_group_goes, sender=Group, dispatch_uid="group_goes")
    for through in (Member.groups.through, Member.user_permissions.through):
        m2m_changed.connect(_rights_change, sender=through, dispatch_uid=f"rights_change:{through.__name__}")
    m2m_changed.connect(_group_changes, sender=Group.permissions.through, dispatch_uid="group_changes")


def audit_rights() -> None:
    """Roles are given in Wagtail's own screens, too, and by commands."""
    audit_deletions("person", Member)
    audit_deletions("group", Group)
    for through in (Member.groups.through, Member.user_permissions.through):
        audit_links(through, Act.ROLES_CHANGED, holder=Member, kind="person")
    audit_links(Group.permissions.through, Act.RIGHTS_CHANGED, holder=Group, kind="group")


def keep_the_day_of_signing_in() -> None:
    """Django writes the second: beside the second of a text it would tell whose that is. Its own receiver is kept away by
    its name, whichever is connected first.
    """
    user_logged_in.disconnect(dispatch_uid="update_last_login")
    user_logged_in.connect(_note_day, dispatch_uid="update_last_login")


def _note_day(user: Member, **_rest: Any) -> None:
    """Once a day: written at each sign-in, the number of the transaction would tell in which order."""
    day = to_day(now())
    Member.objects.filter(pk=user.pk).exclude(last_login=day).update(last_login=day)


def _session_ends(instance: Session, **_rest: Any) -> None:
    member = str(instance.get_decoded().get(SESSION_KEY, ""))
    if member.isdecimal():
        viewers_changed([int(member)])


def _group_goes(instance: Group, **_rest: Any) -> None:
    viewers_changed(_holders(instance))


def _rights_change(instance: Any, action: str, pk_set: set[int] | None, **_rest: Any) -> None:
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if isinstance(instance, Member):
        viewers_changed([instance.pk])
    else:
        viewers_changed(pk_set if pk_set is not None else _holders(instance))


def _group_changes(instance: Any, action: str, pk_set: set[int] | None, **_rest: Any) -> None:
    """What a group may do has changed, for all who are in it."""
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    own = [instance.pk] if isinstance(instance, Group) else instance.group_set.values_list("pk", flat=True)
    groups = own if pk_set is None or isinstance(instance, Group) else pk_set
    viewers_changed(Member.objects.filter(groups__in=groups).values_list("pk", flat=True).distinct())


def _holders(right: Any) -> list[int]:
    """Whose group it is, or whose own permission."""
    return list(right.user_set.values_list("pk", flat=True))
