"""Wagtail's admin, and who may enter it."""

from network.people.audit_log import views as audit_views
from network.people.models import Member
from tests.policy.leaks.base import Patch, leak
from tests.policy.world import World


@leak("test_the_editors_side_tells_nobody_what_is_not_for_him[alumnus]")
def everybody_may_enter_the_editors_side(patch: Patch, world: World) -> None:
    has_perm = Member.has_perm
    opened = lambda member, name, obj=None: name.startswith("wagtail") or has_perm(member, name, obj)  # noqa: E731
    patch.setattr(Member, "has_perm", opened)


@leak("test_the_editors_side_tells_nobody_what_is_not_for_him[organiser]")
def organisers_may_all_that_editors_may(patch: Patch, world: World) -> None:
    has_perm, editor, organiser = Member.has_perm, world.members["editor"], world.members["organiser"].pk
    asked = lambda member: editor if member.pk == organiser else member  # noqa: E731
    patch.setattr(Member, "has_perm", lambda member, name, obj=None: has_perm(asked(member), name, obj))


@leak("test_the_editors_side_tells_nobody_what_is_not_for_him[editor]")
def editors_may_read_the_audit_log(patch: Patch, world: World) -> None:
    """Its entries name who signed in, and who was invited."""
    patch.setattr(audit_views, "_refuse_unless_keeper", lambda _request: None)
