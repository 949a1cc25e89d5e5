"""The one button: on the page of a text, and among its author's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.contribute.drafts.draft import own_page
from cases.contribute.holding.actions import confirm_holding
from cases.library.models import KINDS, Contribution
from cases.library.terms.holding import may_confirm
from network.access.errors import Refusal
from network.access.requests import MemberRequest
from network.access.viewer import Viewer


@require_POST
@login_required
def still_holds(request: MemberRequest, page_id: int) -> HttpResponse:
    page = _own_or_cared_for(request.viewer, page_id)
    try:
        confirm_holding(page, request.viewer)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Thank you. Readers see that it still holds today."))
    is_read = type(page).visible.to(request.viewer).filter(pk=page_id).exists()
    return redirect(page if is_read and request.POST.get("from") != "mine" else "contribute")


def _own_or_cared_for(viewer: Viewer, page_id: int) -> Contribution:
    """An author's own; or what an editor reads like anybody, and cares for when no author can be asked. Raises Http404."""
    if viewer.is_editor:
        for model in KINDS.values():
            found: Contribution | None = model.visible.to(viewer).filter(pk=page_id).first()
            if found and may_confirm(found, viewer):
                return found
    return own_page(viewer, page_id)
