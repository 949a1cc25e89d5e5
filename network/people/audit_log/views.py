"""The audit log in the admin, for those who keep accounts."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseNotAllowed, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from network.access.audit.acts import Act
from network.access.audit.chain import head
from network.access.audit.recording import record
from network.people.accounts.authority import Authority
from network.people.audit_log.filters import AuditFilter
from network.people.audit_log.lines import csv_lines, lines_of
from network.people.models import Member
from search.input.numbers import number_from
from search.lists.pagination import paginate_before

PAGE_SIZE = 50


class AuditLogView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "network/people/audit_log/list.html"
    page_title = gettext_lazy("Audit log")
    header_icon = "history"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _refuse_unless_keeper(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        form = AuditFilter(asked)
        page = paginate_before(form.entries(), by="number", before=number_from(asked.get("before", "")), size=PAGE_SIZE)
        query = asked.copy()
        query.pop("before", None)
        waiting = lines_of(form.waiting()) if page.is_first else []
        details = {
            "form": form,
            "lines": lines_of(page.rows),
            "waiting": waiting,
            "page": page,
            "query": query.urlencode(),
            "head": head(),
        }
        return super().get_context_data(**kwargs) | details


def audit_sheet(request: HttpRequest) -> HttpResponseBase:
    """By a button, for it is written down that it went out: before the first line of it does."""
    _refuse_unless_keeper(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = AuditFilter(request.GET)
    entries = form.entries().order_by("-number")
    asked = [name for name in form.fields if request.GET.get(name)]
    record(Act.EXPORTED, "audit:csv", details=", ".join(asked))
    response = StreamingHttpResponse(csv_lines(form.waiting(), entries), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{localdate():%Y-%m-%d}.csv"'
    return response


def _refuse_unless_keeper(request: HttpRequest) -> None:
    if not Authority(cast(Member, request.user)).is_given:
        raise PermissionDenied
