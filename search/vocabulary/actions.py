"""What changes the vocabulary."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from search.input.xml_text import to_xml_data
from search.vocabulary.models import Concept
from search.vocabulary.records import ConceptRecord


@dataclass(frozen=True, slots=True)
class Loaded:
    """Slugs of what was new, and of what was there and said something else."""

    added: tuple[str, ...]
    changed: tuple[str, ...]


@transaction.atomic
def import_concepts(entries: Sequence[ConceptRecord], *, only_check: bool = False) -> Loaded:
    """Bring the concepts of these entries up to date. Concepts that are not among them stay as they are.

    Twice is once. only_check: tell what would change, and change nothing. Raises KeyError for an unknown broader or
    related one.
    """
    known = {(one.scheme, one.slug): one for one in Concept.objects.all()}
    added: list[str] = []
    changed: list[str] = []
    for position, entry in enumerate(entries):
        concept = known.get(entry.identity)
        if concept is not None and entry.says_the_same_as(concept):
            continue
        (added if concept is None else changed).append(entry.slug)
        concept = concept or Concept(scheme=entry.scheme, slug=entry.slug, position=position)
        _take_over(concept, entry)
        if not only_check:
            concept.save()
        known[entry.identity] = concept
    touched = {*added, *changed}
    if not only_check:
        for entry in entries:
            if entry.slug in touched or _is_elsewhere(known[entry.identity], entry):
                _relate(known, entry)
    return Loaded(tuple(added), tuple(changed))


def _take_over(concept: Concept, entry: ConceptRecord) -> None:
    concept.names = to_xml_data(dict(entry.names))
    concept.others = to_xml_data(dict(entry.others))
    concept.definitions = to_xml_data(dict(entry.definitions))
    concept.is_retired = entry.is_retired


def _is_elsewhere(concept: Concept, entry: ConceptRecord) -> bool:
    return bool(entry.broader) != bool(concept.broader_id)


def _relate(known: dict[tuple[str, str], Concept], entry: ConceptRecord) -> None:
    concept = known[entry.identity]
    concept.broader = known[entry.scheme, entry.broader] if entry.broader else None
    concept.save(update_fields=["broader"])
    concept.related.set(known[entry.scheme, slug] for slug in entry.related)
