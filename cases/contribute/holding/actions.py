"""Saying that a text still holds."""

from django.utils.timezone import get_default_timezone, localdate
from wagtail.models import Page

from cases.contribute.holding.errors import AskItsAuthor, NotBeforeReaders
from cases.library.models import Contribution
from cases.library.terms.holding import may_confirm
from network.access.gate import action
from network.access.viewer import Viewer


@action
def confirm_holding(page: Contribution, viewer: Viewer) -> None:
    """The text as it stands, in all its languages. No version is made and nobody reviews it. A day is all that is kept: no
    hour, no name, no entry in a log; and it lengthens no seal. Raises NotBeforeReaders, AskItsAuthor."""
    Page.objects.select_for_update().get(pk=page.pk)
    row = type(page).objects.get(pk=page.pk)
    if not row.live:
        raise NotBeforeReaders
    if not may_confirm(row, viewer):
        raise AskItsAuthor
    # The day of the site's own zone: an author's would tell where he is.
    today = localdate(timezone=get_default_timezone())
    type(page).objects.filter(translation_key=row.translation_key, live=True).update(holds_on=today)
