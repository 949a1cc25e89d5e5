"""What can be chosen in the form: concepts of the one vocabulary, and workshops. Three queries, however much there is."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from cases.library.models import CONCEPT_FIELDS
from network.trainings.models import Workshop
from search.vocabulary.models import Concept

MAX_WORKSHOPS = 300


class Choices:
    """For one member: the workshops he took part in stand first."""

    def __init__(self, member_id: int | None) -> None:
        self._member_id = member_id
        self._concepts: dict[str, list[Concept]] = defaultdict(list)
        for concept in Concept.objects.filter(scheme__in=CONCEPT_FIELDS.values()).order_by("position", "slug"):
            self._concepts[concept.scheme].append(concept)

    def concepts(self, scheme: str, chosen: Collection[int]) -> list[tuple[int, str]]:
        """Those that can be chosen. A retired one is offered where it is chosen already, and nowhere else."""
        return [
            (concept.pk, concept.name)
            for concept in self._concepts[scheme]
            if not concept.is_retired or concept.pk in chosen
        ]

    def workshops(self) -> list[tuple[Any, Any]]:
        rows = list(Workshop.objects.select_related("edition").order_by("-starts_on").distinct()[:MAX_WORKSHOPS])
        attended = set(
            Workshop.objects.filter(participations__member=self._member_id).values_list("pk", flat=True)[:MAX_WORKSHOPS]
        )
        mine = [(row.pk, str(row)) for row in rows if row.pk in attended]
        others = [(row.pk, str(row)) for row in rows if row.pk not in attended]
        groups = [(_("You took part"), mine), (_("Other workshops"), others)]
        return [("", _("None")), *((label, options) for label, options in groups if options)]
