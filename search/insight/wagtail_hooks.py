"""The report of searches without an answer, among Wagtail's reports."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.insight.models import Unanswered
from search.vocabulary.models import Concept


class UnansweredReport(ReportView):
    """For those who keep the vocabulary: a word that many look for and nothing has may be another name of a concept."""

    index_url_name = "unanswered_searches"
    index_results_url_name = "unanswered_searches_results"
    page_title = _("Searches without an answer")
    header_icon = "search"
    model = Unanswered
    permission_policy = ModelPermissionPolicy(Concept)
    any_permission_required: ClassVar[list[str]] = ["change"]
    paginate_by = 50
    list_export: ClassVar[list[str]] = ["text", "language", "times", "days", "last_day"]
    export_filename = "searches-without-an-answer"
    columns: ClassVar[list[Any]] = [
        Column("text", label=_("Looked for")),
        Column("language", label=_("Page in")),
        Column("times", label=_("Times")),
        Column("days", label=_("Days")),
        Column("last_day", label=_("Last on")),
    ]

    def get_base_queryset(self) -> QuerySet[Unanswered]:
        return Unanswered.objects.telling()

    def get_queryset(self) -> QuerySet[Unanswered]:
        return self.get_base_queryset()


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("searches/unanswered/", UnansweredReport.as_view(), name="unanswered_searches"),
        path(
            "searches/unanswered/results/",
            UnansweredReport.as_view(results_only=True),
            name="unanswered_searches_results",
        ),
    ]


class VocabularyKeepersItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("vocabulary.change_concept"))


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return VocabularyKeepersItem(
        _("Searches without an answer"), reverse("unanswered_searches"), icon_name="search", order=900
    )


@hooks.register("construct_reports_menu")
def leave_out_search_terms(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's list of all that was ever searched for: we keep no such list, so it would be empty for ever."""
    items[:] = [item for item in items if item.name != "search-terms"]
