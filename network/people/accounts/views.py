"""Inviting somebody, correcting an account, and what is done to one by a button."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic

from network.people.accounts.action_views import (
    AccountActionView,
    CloseView,
    LiftView,
    ReopenView,
    SecondStepView,
    SendLinkView,
    send_and_tell,
)
from network.people.accounts.actions import correct, invite
from network.people.accounts.lists import state_of
from network.people.models import Member
from network.throttling.actions import waits_of

INDEX = "wagtailusers_users:index"


class InviteView(generic.CreateView):
    page_title = page_subtitle = gettext_lazy("Invite somebody")
    submit_button_label = gettext_lazy("Invite")
    submit_button_active_label = gettext_lazy("Inviting…")
    error_message = gettext_lazy("Nobody is invited yet. Look at what is marked below.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"keeper": self.request.user}

    def save_instance(self) -> Member:
        return invite(self.request.user, **self.form.cleaned_data)

    def save_action(self) -> HttpResponse:
        send_and_tell(self.request, self.object)
        return redirect(INDEX)


class CorrectView(generic.EditView):
    template_name = "network/people/accounts/edit.html"
    success_message = gettext_lazy("“%(object)s” is saved.")
    error_message = gettext_lazy("Nothing is saved yet. Look at what is marked below.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail asks the model alone, and not this account.
        if not self.user_has_permission("change"):
            raise PermissionDenied
        self.object = self.get_object()
        if not self.user_has_permission_for_instance("change", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Member]:
        return Member.objects.of_people()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"keeper": self.request.user}

    def save_instance(self) -> Member:
        answers = self.form.cleaned_data
        fields = ("name", "email", "language", "groups", "is_superuser")
        return correct(self.request.user, self.object, **{name: answers[name] for name in fields if name in answers})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"state": state_of(self.object), "actions": self._actions()}

    def _actions(self) -> list[dict[str, Any]]:
        known: list[type[AccountActionView]] = [SendLinkView, SecondStepView, CloseView, ReopenView]
        actions = [act for act in known if act.fits(self.object)]
        if waits_of(self.object.email):
            actions.append(LiftView)
        is_own = self.object.pk == self.request.user.pk
        return [
            {"label": act.page_title, "url": reverse(f"wagtailusers_users:{act.name}", args=[self.object.pk])}
            for act in actions
            if not (is_own and act.is_of_others)
        ]
