"""The list of accounts: searched by name in any spelling or by address, narrowed by state and group."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from network.people.accounts.action_views import LiftHereView
from network.people.accounts.authority import Authority
from network.people.accounts.forms import group_name
from network.people.models import Member
from search.analysis.names import name_key

MAX_WORDS = 6


class AccountFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Account"),
        choices=[("open", _("Open")), ("new", _("Never signed in")), ("closed", _("Closed"))],
        method="filter_state",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    group = django_filters.ModelChoiceFilter(
        label=_("May do"), field_name="groups", queryset=Group.objects.order_by("name"), widget=forms.RadioSelect
    )

    class Meta:
        model = Member
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.fields["group"].label_from_instance = group_name

    def filter_state(self, accounts: QuerySet[Member], _name: str, state: str) -> QuerySet[Member]:
        if state == "closed":
            return accounts.filter(is_active=False)
        accounts = accounts.filter(is_active=True)
        return accounts.filter(last_login=None) if state == "new" else accounts


def may_do(member: Member) -> str:
    names = [group_name(group) for group in member.groups.all()]
    return ", ".join([*([str(_("Administrator"))] if member.is_superuser else []), *sorted(names)])


def state_of(member: Member) -> str:
    if not member.is_active:
        leaving = getattr(member, "leaving", None)
        return _("Closed, erased on %(day)s") % {"day": date_format(leaving.erased_on)} if leaving else str(_("Closed"))
    return str(_("Open")) if member.last_login else str(_("Never signed in"))


class NameColumn(TitleColumn):
    cell_template_name = "network/people/accounts/name_cell.html"


class AccountList(generic.IndexView):
    is_searchable = True
    page_title = _("People")
    default_ordering = "name"
    paginate_by = 50
    results_template_name = "network/people/accounts/list_results.html"
    filterset_class = AccountFilterSet
    add_item_label = _("Invite somebody")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            NameColumn(
                "name", label=_("Name"), sort_key="name", get_url=self.get_edit_url, classname="w-whitespace-nowrap"
            ),
            Column("groups", label=_("May do"), accessor=may_do),
            Column("state", label=_("Account"), accessor=state_of, sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    @cached_property
    def authority(self) -> Authority:
        return Authority(self.request.user)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        here = Button(
            LiftHereView.page_title, url=reverse(f"wagtailusers_users:{LiftHereView.name}"), icon_name=LiftHereView.icon
        )
        who = Button(_("Who may do what"), url=reverse("roles"), icon_name="help")
        return [*super().header_more_buttons, here, who]

    def get_edit_url(self, instance: Member) -> str | None:
        """An account that may do more stands in the list, and leads nowhere."""
        return super().get_edit_url(instance) if self.authority.covers(instance) else None

    def get_base_queryset(self) -> QuerySet[Member]:
        return Member.objects.of_people().select_related("leaving").prefetch_related("groups", "user_permissions")

    def search_queryset(self, queryset: QuerySet[Member]) -> QuerySet[Member]:
        for word in (self.search_query or "").split()[:MAX_WORDS]:
            found = Q(email__contains=word) | Q(name__icontains=word)
            if key := name_key(word):
                found |= Q(profile__name_key__contains=key)
            queryset = queryset.filter(found)
        return queryset
