"""Where Wagtail's admin leaves a place for the house's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks

from cases.editorial.actions import tell_authors
from cases.library.models import Contribution


@hooks.register("before_edit_page")
def say_that_it_was_decided(request: HttpRequest, page: Any) -> None:
    """An editor pressed Approve on a page that another has decided on meanwhile: Wagtail would just save, and say so."""
    if request.POST.get("action-workflow-action") and not page.workflow_in_progress:
        messages.warning(
            request,
            _(
                "Another editor has decided on this text already. Yours did not count; what you typed is saved as a draft."
            ),
        )


@hooks.register("after_publish_page")
def tell_who_wrote_it(request: HttpRequest, page: Any) -> None:
    """Published past the review, by the button: its authors learn of it all the same."""
    if isinstance(page.specific, Contribution) and page.live:
        tell_authors(page, "published")
