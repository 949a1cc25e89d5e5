"""What nobody does by hand in Wagtail's admin, superusers included: the trees stand as the set-up plants them."""

from typing import Any, ClassVar

from wagtail.models import PagePermissionTester


class FixedPagePermissions(PagePermissionTester):
    """A page that stays where it is and stays published; whoever may edit it in Wagtail may, and publishes what he wrote.

    Wagtail asks a superuser for nothing, and for a whole branch it asks the topmost page alone: so a page refuses by
    itself, whoever asks. What code does, such as an author's own actions, asks nobody here.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Any) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """Who may read is said by the audience; nothing of this site asks Wagtail's restrictions."""
        return False

    def can_add_subpage(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class ClosedPagePermissions(FixedPagePermissions):
    """A page that is nobody's to edit either: it only holds others."""

    def can_edit(self) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False


class FixedPage:
    """For pages of which the admin may do only what `PERMISSIONS` leaves. Each class says `is_creatable = False` itself:
    Wagtail does not inherit it."""

    PERMISSIONS: ClassVar[type[PagePermissionTester]] = FixedPagePermissions

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return self.PERMISSIONS(user, self)
