"""Programmes, their weeks, and the materials these worked with."""

from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from network.access.requests import MemberRequest
from network.access.viewer import edition_key
from network.row_sources import rows_for
from network.trainings.models import Edition, Material, Method, Participation, Programme, Role, Workshop
from search.lists.pagination import paginate

MAX_PROGRAMMES, MAX_NEW_MATERIALS, MATERIALS_PER_PAGE = 20, 4, 20


def trainings(request: MemberRequest) -> HttpResponse:
    weeks = Workshop.objects.select_related("theme").annotate(
        people=Count("participations", filter=Q(participations__role=Role.PARTICIPANT))
    )
    editions = Edition.objects.order_by("-starts_on").prefetch_related(Prefetch("workshops", weeks))
    programmes = Programme.objects.prefetch_related(Prefetch("editions", editions)).order_by("pk")[:MAX_PROGRAMMES]
    newest = Material.visible.to(request.viewer).for_rows().order_by("-published_at", "-pk")[:MAX_NEW_MATERIALS]
    return render(request, "network/trainings/trainings.html", {"programmes": programmes, "materials": newest})


def workshop(request: MemberRequest, edition: str, slug: str) -> HttpResponse:
    """A week. Who was there, its own people see; the number everybody."""
    weeks = Workshop.objects.select_related("edition__programme", "theme")
    found = get_object_or_404(weeks, edition__slug=edition, slug=slug)
    viewer = request.viewer
    is_one_of_them = edition_key(found.edition_id) in viewer.keys
    people = Participation.objects.filter(workshop=found)
    context = {
        "workshop": found,
        "sessions": [Method(method).label for method in found.sessions if method in Method.values],
        "materials": Material.visible.to(viewer).filter(workshop=found).for_rows()[:MATERIALS_PER_PAGE],
        "rows": rows_for("workshop", found.pk, viewer),
        "number": people.filter(role=Role.PARTICIPANT).count(),
        "people": rows_for("participants", found.pk, viewer) if is_one_of_them else [],
        "is_one_of_them": is_one_of_them,
    }
    return render(request, "network/trainings/workshop.html", context)


def materials(request: MemberRequest) -> HttpResponse:
    visible = Material.visible.to(request.viewer)
    method, language = request.GET.get("method", ""), request.GET.get("lang", "")
    if method in Method.values:
        visible = visible.filter(method=method)
    if language:
        visible = visible.filter(language=language[:8])
    page = paginate(visible.for_rows(), by="published_at", after=request.GET.get("after", ""), size=MATERIALS_PER_PAGE)
    context = {"page": page, "methods": Method.choices, "method": method}
    return render(request, "network/trainings/materials.html", context)


def material(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Material.visible.to(request.viewer).for_rows(), slug=slug)
    return render(request, "network/trainings/material.html", {"material": found, "language": get_language()})
