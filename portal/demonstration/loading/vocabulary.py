"""The vocabulary: what cases can be about."""

from typing import Any

from portal.demonstration.content import table
from search.site import LANGUAGE_NAMES
from search.vocabulary.models import Concept

Concepts = dict[tuple[str, str], Concept]


def load_vocabulary() -> Concepts:
    entries = table("vocabulary")["concepts"]
    concepts = {
        (entry["scheme"], entry["id"]): Concept.objects.create(
            scheme=entry["scheme"],
            slug=entry["id"],
            names={code: entry[code] for code in LANGUAGE_NAMES if entry.get(code)},
            definitions={
                code: entry[f"definition_{code}"] for code in LANGUAGE_NAMES if entry.get(f"definition_{code}")
            },
            note=entry.get("note", ""),
            position=position,
        )
        for position, entry in enumerate(entries)
    }
    for entry in entries:
        _relate(concepts, entry)
    return concepts


def _relate(concepts: Concepts, entry: dict[str, Any]) -> None:
    concept = concepts[entry["scheme"], entry["id"]]
    if broader := entry.get("broader"):
        concept.broader = concepts[entry["scheme"], broader]
        concept.save(update_fields=["broader"])
    by_slug = {slug: found for (_scheme, slug), found in concepts.items()}
    concept.related.set(by_slug[slug] for slug in entry.get("related", []))
