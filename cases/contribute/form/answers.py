"""Puts an author's answers into a draft. Which answers are good enough to send is a question of `readiness`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cases.files.uploads import put_files, put_paper, put_picture
from cases.library.models import CONCEPT_FIELDS, Contribution
from cases.library.tags import Tag
from network.people.models import Member
from network.time_zones import start_of_day
from network.trainings.models import Workshop
from search.vocabulary.models import Concept

UNTITLED = "…"  # Wagtail wants a title for its rows and logs; a draft may have none yet


def apply_answers(draft: Contribution, answers: Mapping[str, Any], *, by: Member) -> None:
    """Set what `answers` (the cleaned data of a DraftForm) says; files and ticks to remove are left out by autosave."""
    draft.title = answers["title"] or UNTITLED
    for name in ("summary", "clearance", "audience", "attribution"):
        setattr(draft, name, answers[name])
    draft.licence = answers.get("licence") or draft.licence
    for field, _title in draft.SECTIONS:
        setattr(draft, field, answers[field])
    _set_concepts(draft, answers)
    draft.tag_names = list(answers["tags"])
    draft.workshop = Workshop.objects.filter(pk=answers["workshop"]).first() if answers["workshop"] else None
    _set_embargo(draft, answers["embargo"], answers["embargo_zone"])
    put_picture(draft, answers, by=by)
    put_files(
        draft,
        answers.get("files") or [],
        answers.get("remove_files") or [],
        answers.get("cleaned") or {},
        answers.get("file_titles") or {},
    )
    put_paper(draft, answers.get("paper"))


def name_tags(draft: Contribution) -> bool:
    """What the author typed as tags becomes tags: a tag is made when a text is sent, not while one types. Returns whether
    there was anything to do.
    """
    if draft.tag_names is None:
        return False
    draft.tags.set([Tag.named(name) for name in draft.tag_names])
    draft.tag_names = None
    return True


def title_of(page: Contribution) -> str:
    """As its author gave it: empty while he has not."""
    return "" if page.title == UNTITLED else page.title


def _set_concepts(draft: Contribution, answers: Mapping[str, Any]) -> None:
    wanted: dict[str, Sequence[int]] = {name: answers[name] for name in CONCEPT_FIELDS.values()}
    found = Concept.objects.in_bulk([pk for pks in wanted.values() for pk in pks])
    for name, pks in wanted.items():
        setattr(draft, name, [found[pk] for pk in pks if pk in found])


def _set_embargo(draft: Contribution, day: date | None, zone: str) -> None:
    """What stands as it stood keeps its moment, to which an editor may have given an hour."""
    if day != draft.embargo_day(zone) or draft.embargo_zone not in ("", zone):
        draft.embargo_until = start_of_day(day, zone) if day else None
    draft.embargo_zone = zone
