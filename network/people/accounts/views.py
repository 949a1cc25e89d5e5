"""Inviting somebody, correcting an account, and what is done to one by a button."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from network.people.accounts.actions import close, correct, invite, reopen
from network.people.accounts.authority import Authority
from network.people.accounts.mail import send_sign_in_link
from network.people.models import Member

INDEX = "wagtailusers_users:index"


class InviteView(generic.CreateView):
    page_title = gettext_lazy("Invite somebody")
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

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        acts: list[type[AccountAct]] = [SendLinkView, CloseView] if self.object.is_active else [ReopenView]
        return [
            Button(
                act.page_title, url=reverse(f"wagtailusers_users:{act.name}", args=[self.object.pk]), icon_name=act.icon
            )
            for act in acts
            if self.object.pk != self.request.user.pk or not act.is_of_others
        ]


class AccountAct(generic.base.WagtailAdminTemplateMixin, TemplateView):
    """A question on a page of its own, and a button: what takes or gives access is done by no link."""

    template_name = "network/people/accounts/act.html"
    name = ""
    icon = ""
    question: Any = ""
    is_of_others = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.keeper = cast(Member, request.user)
        authority = Authority(self.keeper)
        if not authority.is_given:
            raise PermissionDenied
        self.account = get_object_or_404(Member.objects.of_people(), pk=kwargs["pk"])
        if not authority.covers(self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.account.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.question % {"name": self.account.name, "email": self.account.email}
        back = reverse("wagtailusers_users:edit", args=[self.account.pk])
        return super().get_context_data(**kwargs) | {"question": question, "back_url": back, "button": self.page_title}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.act()
        return HttpResponseRedirect(reverse("wagtailusers_users:edit", args=[self.account.pk]))

    def act(self) -> None:
        raise NotImplementedError


class SendLinkView(AccountAct):
    name, icon = "link", "mail"
    page_title = gettext_lazy("Send a link to sign in")
    question = gettext_lazy(
        "A mail goes to %(email)s, in the language of %(name)s, with a link by which a new password is chosen. The old "
        "password works until then."
    )

    def act(self) -> None:
        send_and_tell(self.request, self.account)


class CloseView(AccountAct):
    name, icon = "close", "lock"
    page_title = gettext_lazy("Close the account")
    question = gettext_lazy(
        "%(name)s is signed out everywhere at once and cannot sign in again. Texts and messages stay, under the name they "
        "have. You can open the account again at any time."
    )

    def act(self) -> None:
        close(self.keeper, self.account)
        messages.success(self.request, _("The account of %(name)s is closed.") % {"name": self.account.name})


class ReopenView(AccountAct):
    name, icon = "reopen", "lock-open"
    page_title = gettext_lazy("Open the account again")
    question = gettext_lazy(
        "A mail goes to %(email)s with a link by which %(name)s chooses a new password and is in again."
    )

    def act(self) -> None:
        send_and_tell(self.request, reopen(self.keeper, self.account))


def send_and_tell(request: HttpRequest, member: Member) -> None:
    """Send the link, and say to the one who asked for it what became of it."""
    details = {"name": member.name, "email": member.email}
    if send_sign_in_link(member):
        messages.success(request, _("A link for %(name)s is on its way to %(email)s.") % details)
    else:
        messages.error(
            request,
            _("The mail to %(email)s was not sent: the mail server does not answer. Try again later.") % details,
        )
