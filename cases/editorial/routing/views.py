"""The page of the desk on which an editor says what is his."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.editorial.models import Remit
from cases.editorial.review.views import EditorRequest
from cases.editorial.routing.actions import keep_remit
from cases.editorial.routing.forms import RemitForm


@require_http_methods(["GET", "HEAD", "POST"])
def remit(request: EditorRequest) -> HttpResponse:
    if not request.viewer.is_editor:
        raise PermissionDenied
    form = RemitForm(
        request.POST if request.method == "POST" else None, remit=Remit.objects.filter(editor=request.user).first()
    )
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "cases/editorial/routing/remit.html", {"form": form}, status=status)
    keep_remit(request.user, **form.cleaned_data)
    messages.success(
        request, _("It is kept. You are told of these texts, and of those that nobody takes for five days.")
    )
    return redirect("wagtailadmin_home")
