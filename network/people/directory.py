"""The directory: who is in the network, by the reader's alphabet, narrowed by country, theme and week; and who was in one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from network.access.viewer import Viewer
from network.people.alphabets import display_name, first_letter, first_letters, sort_key
from network.people.models import Profile, ProfileQuerySet
from network.row_sources import register_row_source
from network.trainings.models import Participation, Workshop
from search.analysis.names import name_key
from search.input.numbers import number_from
from search.lists.listing import FacetGroup, FacetValue, querystring
from search.registry import Row
from search.vocabulary.models import Concept, Scheme

MAX_QUERY_LENGTH = 250  # characters: no name is longer
PAGE_SIZE = 60
# Sorting by an alphabet is done here, over names alone; beyond this many the list asks to be narrowed.
MAX_NAMES = 5_000
MAX_WORDS = 6  # of a query
MAX_ABOUT_LENGTH = 120  # characters of what somebody can help with
MAX_WEEKS = 60
MAX_NEWEST = 5
MAX_PARTICIPANTS = 400  # of one week


@dataclass(frozen=True, slots=True)
class Entry:
    """As components/person_row.html shows it."""

    url: str
    name: str
    edition: str
    institution: str
    country: str
    letter: str
    helps_with: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    entries: list[Entry]
    total: int
    letters: list[dict[str, Any]]
    facets: list[FacetGroup]
    chosen: list[dict[str, str]]
    next_url: str
    first_url: str


def directory(viewer: Viewer, query: QueryDict) -> Directory:
    asked = {
        name: query.get(name, "")[:MAX_QUERY_LENGTH] for name in ("q", "country", "theme", "week", "letter", "after")
    }
    names = _names(filter_people(Profile.visible.to(viewer).filter(member__is_active=True), asked))
    by_letter = Counter(letter for _pk, letter in names)
    if asked["letter"]:
        names = [(pk, letter) for pk, letter in names if letter == asked["letter"].upper()]
    start = next((place + 1 for place, (pk, _letter) in enumerate(names) if str(pk) == asked["after"]), 0)
    page = [pk for pk, _letter in names[start : start + PAGE_SIZE]]
    goes_on = len(names) > start + PAGE_SIZE
    return Directory(
        entries=_entries(viewer, page),
        total=len(names),
        letters=[_letter(letter, by_letter[letter], asked) for letter in _letters(by_letter)],
        facets=_facets(asked),
        chosen=_chosen(asked),
        next_url=querystring(asked | {"after": str(page[-1])}) if goes_on else "",
        first_url=querystring(asked | {"after": ""}) if start else "",
    )


def newest_people(viewer: Viewer) -> list[Entry]:
    """Who came last, as far as this viewer is shown them; without their weeks."""
    shown = Profile.visible.to(viewer).filter(member__is_active=True).order_by("-member__date_joined", "-pk")
    return [_entry(profile, {}) for profile in shown.for_rows()[:MAX_NEWEST]]


def _names(people: ProfileQuerySet) -> list[tuple[int, str]]:
    """Profiles in the order of the reader's alphabet, each with the letter under which its name stands."""
    rows = people.values_list("pk", "member__name", "name_native")[:MAX_NAMES]
    names = sorted((sort_key(shown), pk, shown) for pk, name, native in rows for shown in [display_name(name, native)])
    return [(pk, first_letter(shown)) for _order, pk, shown in names]


def filter_people(people: ProfileQuerySet, asked: dict[str, str]) -> ProfileQuerySet:
    for word in name_key(asked["q"]).split()[:MAX_WORDS]:
        people = people.filter(name_key__contains=word)
    if asked["country"]:
        people = people.filter(country__slug=asked["country"], country__scheme=Scheme.COUNTRIES)
    if asked["theme"]:
        people = people.filter(themes__slug=asked["theme"], themes__scheme=Scheme.THEMES)
    if (week := number_from(asked["week"])) is not None:
        at = Participation.objects.filter(workshop=week).values("member")
        people = people.filter(member__in=at)
    return people


def _entries(viewer: Viewer, ids: Sequence[int]) -> list[Entry]:
    found = {profile.pk: profile for profile in Profile.visible.to(viewer).filter(pk__in=ids).for_rows()}
    weeks = Participation.objects.filter(member__profile__in=ids).select_related("workshop__edition")
    editions: dict[int, str] = {}
    for participation in weeks.order_by("workshop__starts_on"):
        editions.setdefault(participation.member_id, participation.workshop.edition.title)
    return [_entry(found[pk], editions) for pk in ids if pk in found]


def _entry(profile: Profile, editions: dict[int, str]) -> Entry:
    name = display_name(profile.member.name, profile.name_native)
    return Entry(
        url=profile.get_absolute_url(),
        name=name,
        edition=editions.get(profile.member_id, ""),
        institution=", ".join(part for part in (profile.position, profile.institution) if part),
        country=profile.country.name if profile.country else "",
        letter=first_letter(name),
        helps_with=profile.about[:MAX_ABOUT_LENGTH],
    )


def _letters(counts: Counter[str]) -> list[str]:
    known = first_letters()
    return [*known, *sorted(letter for letter in counts if letter not in known)]


def _letter(letter: str, people: int, asked: dict[str, str]) -> dict[str, Any]:
    return {"letter": letter, "people": people, "url": querystring(asked | {"letter": letter, "after": ""})}


def _facets(asked: dict[str, str]) -> list[FacetGroup]:
    """What the list can be narrowed by, each as a select."""
    weeks = Workshop.objects.select_related("edition").order_by("-starts_on")[:MAX_WEEKS]
    at = [FacetValue(str(week.pk), str(week), str(week.pk) == asked["week"]) for week in weeks]
    return [
        FacetGroup("country", str(_("Country")), _values(Scheme.COUNTRIES, asked["country"])),
        FacetGroup("theme", str(_("Theme")), _values(Scheme.THEMES, asked["theme"])),
        FacetGroup("week", str(_("Week")), at),
    ]


def _values(scheme: str, chosen: str) -> list[FacetValue]:
    return [FacetValue(concept.slug, concept.name, concept.slug == chosen) for concept in Concept.objects.of(scheme)]


def _chosen(asked: dict[str, str]) -> list[dict[str, str]]:
    """Only the letter: the other choices stand in their own fields."""
    if not asked["letter"]:
        return []
    return [{"label": asked["letter"], "url": querystring(asked | {"letter": "", "after": ""})}]


def participants_of(workshop_id: int, viewer: Viewer) -> Sequence[Row]:
    """Those of the week whose profiles the viewer may see, by the reader's alphabet."""
    there = Participation.objects.filter(workshop=workshop_id).values("member")
    profiles = Profile.visible.to(viewer).filter(member__in=there, member__is_active=True).for_rows()
    shown = sorted(profiles[:MAX_PARTICIPANTS], key=lambda profile: sort_key(profile.member.name))
    return [_row(profile) for profile in shown]


def _row(profile: Profile) -> Row:
    return Row(
        kind="person",
        id=profile.member_id,
        url=profile.get_absolute_url(),
        title=profile.member.name,
        language="",
        kind_label=str(_("Person")),
        countries=(profile.country.name,) if profile.country else (),
    )


def register_participants() -> None:
    register_row_source("participants", participants_of)
