"""The programme, its editions and weeks, and the materials they worked with."""

import datetime as dt
from typing import Any

from django.utils import timezone

from network.markup import from_markdown
from network.trainings.models import Edition, Material, Programme, Workshop
from portal.demonstration.content import table
from portal.demonstration.loading.vocabulary import Concepts
from search.site import LANGUAGE_NAMES

Workshops = dict[str, Workshop]


def in_languages(entry: dict[str, Any], name: str) -> dict[str, str]:
    """Texts kept as `name.en`, `name.ru` in a file, or as `name_en`, `name_ru`."""
    nested = entry.get(name)
    if isinstance(nested, dict):
        return {code: nested[code] for code in LANGUAGE_NAMES if nested.get(code)}
    return {code: entry[f"{name}_{code}"] for code in LANGUAGE_NAMES if entry.get(f"{name}_{code}")}


def noon(day: dt.date | dt.datetime) -> dt.datetime:
    if isinstance(day, dt.datetime):
        return day
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def load_trainings(concepts: Concepts) -> Workshops:
    """The programme and its weeks, by their slugs."""
    facts = table("trainings")
    head = facts["programme"]
    programme = Programme.objects.create(
        slug=head["slug"],
        titles=in_languages(head, "title"),
        summaries=in_languages(head, "summary"),
        organisers=head["organisers"],
        donor=head["donor"],
        partners=head["partners"],
    )
    weeks: Workshops = {}
    for entry in facts["editions"]:
        edition = _edition(programme, entry)
        for week in entry["workshops"]:
            weeks[week["slug"]] = _workshop(edition, week, concepts)
    return weeks


def _edition(programme: Programme, entry: dict[str, Any]) -> Edition:
    return Edition.objects.create(
        programme=programme,
        slug=entry["slug"],
        titles=in_languages(entry, "title"),
        place=in_languages(entry, "place"),
        starts_on=entry["start"],
        ends_on=entry["end"],
    )


def _workshop(edition: Edition, entry: dict[str, Any], concepts: Concepts) -> Workshop:
    return Workshop.objects.create(
        edition=edition,
        slug=entry["slug"],
        theme=concepts.get(("themes", entry["slug"])),
        titles=in_languages(entry, "title"),
        descriptions=in_languages(entry, "description"),
        sessions=entry.get("sessions", []),
        starts_on=entry["start"],
        ends_on=entry["end"],
    )


def load_materials(concepts: Concepts, workshops: Workshops) -> int:
    entries = table("materials")["materials"]
    for entry in entries:
        material = Material.objects.create(
            slug=entry["slug"],
            workshop=workshops[entry["workshop"]],
            language=entry["language"],
            method=entry["method"],
            title=entry["title"],
            summary=entry["summary"],
            body=from_markdown(entry["body"]),
            published_at=noon(workshops[entry["workshop"]].ends_on),
        )
        material.themes.set(concepts["themes", slug] for slug in entry["themes"])
    return len(entries)
