"""What is looked for in vain, among Wagtail's reports."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search.insight.concept_matches import closest_concept
from search.insight.models import Answered, Noted, Unanswered
from search.process_cache import cached
from search.vocabulary.models import Concept


class SearchesReport(ReportView):
    """For those who keep the vocabulary and put pages first."""

    header_icon = "search"
    permission_policy = ModelPermissionPolicy(Concept)
    any_permission_required: ClassVar[list[str]] = ["change"]
    paginate_by = 50
    list_export: ClassVar[list[str]] = ["text", "language", "times", "days", "last_day"]
    columns: ClassVar[list[Any]] = [
        Column("text", label=_("Looked for")),
        Column("language", label=_("Page in")),
        Column("times", label=_("Times")),
        Column("days", label=_("Days")),
        Column("last_day", label=_("Last on")),
    ]

    def get_queryset(self) -> QuerySet[Noted]:
        found: QuerySet[Noted] = self.get_base_queryset()
        return found


class ConceptColumn(Column):
    """The concept whose other name the words may be, with a link to where names are added."""

    cell_template_name = "search/proposed_concept.html"

    def get_value(self, instance: Noted) -> Concept | None:
        return closest_concept(instance.text, _current_concepts())

    def get_cell_context_data(self, instance: Noted, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        if context["value"]:
            context["url"] = AdminURLFinder().get_edit_url(context["value"])
        return context


class UnansweredReport(SearchesReport):
    """What nothing says: a word that many look for may be another name of a concept."""

    index_url_name = "unanswered_searches"
    index_results_url_name = "unanswered_searches_results"
    page_title = _("Searches without an answer")
    model = Unanswered
    export_filename = "searches-without-an-answer"
    columns: ClassVar[list[Any]] = [*SearchesReport.columns, ConceptColumn("concept", label=_("Another name of"))]

    def get_base_queryset(self) -> QuerySet[Noted]:
        return Unanswered.objects.reportable()


class UnopenedReport(SearchesReport):
    """What is found and opened by nobody: the right page may have to be put first, or written."""

    index_url_name = "unopened_searches"
    index_results_url_name = "unopened_searches_results"
    page_title = _("Searches whose results nobody opens")
    model = Answered
    export_filename = "searches-whose-results-nobody-opens"

    def get_base_queryset(self) -> QuerySet[Noted]:
        return Answered.objects.reportable().unopened()


REPORTS = {"unanswered": UnansweredReport, "unopened": UnopenedReport}


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        address
        for name, report in REPORTS.items()
        for address in (
            path(f"searches/{name}/", report.as_view(), name=report.index_url_name),
            path(f"searches/{name}/results/", report.as_view(results_only=True), name=report.index_results_url_name),
        )
    ]


class VocabularyKeepersItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("vocabulary.change_concept"))


def _register_menu_item(report: type[SearchesReport], order: int) -> None:
    @hooks.register("register_reports_menu_item")
    def menu_item() -> MenuItem:
        return VocabularyKeepersItem(report.page_title, reverse(report.index_url_name), icon_name="search", order=order)


for place, report in enumerate(REPORTS.values()):
    _register_menu_item(report, 900 + place)


def _current_concepts() -> list[Concept]:
    """Read once a minute, not once a row."""
    return cached("current-concepts", lambda: list(Concept.objects.current()))


@hooks.register("construct_reports_menu")
def leave_out_search_terms(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's list of all that was ever searched for: we keep no such list, so it would be empty for ever."""
    items[:] = [item for item in items if item.name != "search-terms"]
