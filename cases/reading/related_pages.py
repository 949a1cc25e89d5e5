"""What stands near a text: the same places, threats and themes, and from another country first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from cases.library.models import Contribution
from network.access.viewer import Viewer

# A shared river says more than a shared threat, and that more than one of five themes.
WEIGHTS = {"places": 4, "threats": 2, "themes": 1}
SCAN_LIMIT = 24


@dataclass(frozen=True, slots=True)
class Nearby:
    """As components/related.html shows it. `note` says why it is near."""

    url: str
    title: str
    language: str
    note: str
    other_language: bool
    text: str = ""


def related_pages(page: Contribution, viewer: Viewer, *, language: str, limit: int = 4) -> list[Nearby]:
    """Texts of the same kind, the nearest first; those that share no country with it before the others."""
    shared = {name: [concept.pk for concept in getattr(page, name).all()] for name in WEIGHTS}
    if not any(shared.values()):
        return []
    found = _candidates(page, viewer, shared, language)
    here = {concept.pk for concept in page.countries.all()}
    ordered = sorted(found, key=lambda other: not here.isdisjoint(concept.pk for concept in other.countries.all()))[
        :limit
    ]
    return [_nearby(other, shared, language) for other in ordered]


def _candidates(page: Contribution, viewer: Viewer, shared: dict[str, list[int]], language: str) -> Sequence[Any]:
    visible = type(page).visible.to(viewer)
    known = {name: ids for name, ids in shared.items() if ids}
    counts = {
        f"near_{name}": Count(name, filter=Q(**{f"{name}__in": ids}), distinct=True) for name, ids in known.items()
    }
    nearness = sum((F(f"near_{name}") * WEIGHTS[name] for name in known), start=F("pk") * 0)
    others = visible.exclude(translation_key=page.translation_key).one_per_translation(language)
    ranked = others.annotate(**counts).annotate(nearness=nearness).filter(nearness__gt=1)
    return list(
        ranked.select_related("locale")
        .prefetch_related("countries", "places", "threats", "themes")
        .order_by("-nearness", "-first_published_at", "pk")[:SCAN_LIMIT]
    )


def _nearby(other: Any, shared: dict[str, list[int]], language: str) -> Nearby:
    countries = ", ".join(country.name for country in other.countries.all())
    common = [concept.name for name in WEIGHTS for concept in getattr(other, name).all() if concept.pk in shared[name]]
    note = _("%(countries)s. In common: %(common)s") % {"countries": countries, "common": ", ".join(common[:2])}
    return Nearby(other.get_absolute_url(), other.title, other.language, note, other.language != language)
