"""What is done to an account, or for a room, by a button: a question on a page of its own, for no link takes or gives access."""

from datetime import datetime
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from network.access.audit.acts import Act
from network.access.audit.recording import record
from network.handover import Words
from network.people.accounts.actions import close, remove_second_step, reopen
from network.people.accounts.authority import Authority
from network.people.accounts.errors import AccountClosed, AccountOpen, NoSecondStep
from network.people.accounts.forms import ClosingForm
from network.people.accounts.mail import send_sign_in_link
from network.people.models import Member
from network.throttling.actions import lift_for_account, lift_for_network, waits_of


class KeeperActionView(WagtailAdminTemplateMixin, TemplateView):
    """For those who keep accounts."""

    template_name = "network/people/accounts/act.html"
    name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.keeper = cast(Member, request.user)
        self.authority = Authority(self.keeper)
        if not self.authority.is_given:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": self.get_back_url(), "label": self.get_from()}, {"url": "", "label": self.page_title}]

    def get_from(self) -> str:
        """Where one came from, in a word."""
        return _("People")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        details = {"question": self.get_question(), "back_url": self.get_back_url(), "button": self.page_title}
        return super().get_context_data(**kwargs) | details

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.act()
        return HttpResponseRedirect(self.get_back_url())

    def get_back_url(self) -> str:
        return reverse("wagtailusers_users:index")

    def get_question(self) -> str:
        raise NotImplementedError

    def act(self) -> None:
        raise NotImplementedError


class AccountActionView(KeeperActionView):
    """With one account, which the keeper may touch."""

    question: Any = ""
    is_of_others = True
    fits_open, fits_closed = True, False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.account_id = kwargs["pk"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.account = get_object_or_404(Member.objects.of_people(), pk=self.account_id)
        if not Authority(cast(Member, request.user)).covers(self.account):
            raise PermissionDenied
        if not self.fits(self.account):
            messages.warning(request, self.why_not(self.account))
            return redirect(self.get_back_url())
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def fits(cls, account: Member) -> bool:
        return cls.fits_open if account.is_active else cls.fits_closed

    def why_not(self, account: Member) -> str:
        return str(AccountOpen() if account.is_active else AccountClosed())

    def get_from(self) -> str:
        return self.account.name

    def get_question(self) -> str:
        return str(self.question % {"name": self.account.name, "email": self.account.email})

    def get_back_url(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.account.pk])


class SendLinkView(AccountActionView):
    name = "link"
    page_title = gettext_lazy("Send a link to sign in")
    question = gettext_lazy(
        "A mail goes to %(email)s, in the language of %(name)s, with a link by which a new password is chosen. The old "
        "password works until then."
    )

    def act(self) -> None:
        send_and_tell(self.request, self.account)


class CloseView(AccountActionView):
    name = "close"
    page_title = gettext_lazy("Close the account")
    question = gettext_lazy(
        "%(name)s is signed out everywhere at once, cannot sign in again and gets a mail that says so. You can open the account "
        "again within fourteen days; then it is erased. Topics stay, and what was said under the Chatham House rule, too."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"form": ClosingForm()}

    def act(self) -> None:
        form = ClosingForm(self.request.POST)
        close(self.keeper, self.account, words=form.cleaned_data["words"] if form.is_valid() else Words.FORMER)
        messages.success(self.request, _("The account of %(name)s is closed.") % {"name": self.account.name})


class ReopenView(AccountActionView):
    name = "reopen"
    fits_open, fits_closed = False, True
    page_title = gettext_lazy("Open the account again")
    question = gettext_lazy(
        "A mail goes to %(email)s with a link by which %(name)s chooses a new password and is in again."
    )

    def act(self) -> None:
        send_and_tell(self.request, reopen(self.keeper, self.account))


class SecondStepView(AccountActionView):
    name = "second-step"
    page_title = gettext_lazy("Remove the lost second step")
    question = gettext_lazy(
        "Make sure that it is %(name)s who asks: by telephone or face to face, not by mail. App, passkeys and spare codes of "
        "the account no longer work then, %(name)s is signed out everywhere and told by mail, and sets up a new second step."
    )

    @classmethod
    def fits(cls, account: Member) -> bool:
        return super().fits(account) and Authenticator.objects.filter(user=account).exists()

    def why_not(self, account: Member) -> str:
        return str(NoSecondStep()) if account.is_active else super().why_not(account)

    def act(self) -> None:
        remove_second_step(self.keeper, self.account)
        messages.success(self.request, _("The second step of %(name)s is removed.") % {"name": self.account.name})


class LiftView(AccountActionView):
    name = "lift"
    page_title = gettext_lazy("Lift the wait")
    is_of_others = False
    fits_closed = True

    def get_question(self) -> str:
        waits = waits_of(self.account.email)
        if not waits:
            return _("%(name)s need not wait anywhere at present.") % {"name": self.account.name}
        details = {"name": self.account.name, "count": len(waits), "until": _clock(waits[0])}
        return (
            ngettext(
                "After wrong passwords %(name)s has to wait at %(count)s place until %(until)s. If these were slips of "
                "%(name)s, let them be forgotten.",
                "After wrong passwords %(name)s has to wait at %(count)s places, the longest until %(until)s. If these were "
                "slips of %(name)s, let them be forgotten.",
                len(waits),
            )
            % details
        )

    def act(self) -> None:
        lift_for_account(self.account.email)
        record(Act.WAIT_LIFTED, f"person:{self.account.pk}")
        messages.success(self.request, _("%(name)s can sign in at once.") % {"name": self.account.name})


class LiftHereView(KeeperActionView):
    name = "lift-here"
    icon = "lock-open"
    page_title = gettext_lazy("Let this room sign in")

    def get_question(self) -> str:
        return _(
            "For a workshop: whoever is in the same network as you now need not wait after wrong passwords any longer, "
            "and for four hours it does not count how many people sign in here."
        )

    def act(self) -> None:
        lift_for_network(self.request)
        record(Act.WAIT_LIFTED, "network:own")
        messages.success(self.request, _("Everybody in this network can sign in at once."))


def _clock(moment: datetime) -> str:
    return time_format(localtime(moment), "TIME_FORMAT")


def send_and_tell(request: HttpRequest, member: Member) -> None:
    """Send the link, and say to the one who asked for it what became of it."""
    details = {"name": member.name, "email": member.email}
    if send_sign_in_link(member):
        record(Act.LINK_SENT, f"person:{member.pk}")
        messages.success(request, _("A link for %(name)s is on its way to %(email)s.") % details)
    else:
        messages.error(
            request,
            _("The mail to %(email)s was not sent: the mail server does not answer. Try again later.") % details,
        )
