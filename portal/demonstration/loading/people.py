"""The people: fictional, each with an account, a profile, and the workshops they were at."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from network.people.models import EDITORS_GROUP, MEMBERS_GROUP, ORGANISERS_GROUP, Member, Profile
from network.trainings.models import Participation, Workshop
from portal.demonstration.accounts import PASSWORD
from portal.demonstration.content import table
from portal.demonstration.loading.vocabulary import Concepts

INSTITUTIONS = {
    "foreign-affairs": ("Ministry of Foreign Affairs", "Министерство иностранных дел"),
    "internal-affairs": ("Ministry of Internal Affairs", "Министерство внутренних дел"),
    "defence": ("Ministry of Defence", "Министерство обороны"),
    "natural-resources": ("Ministry of Natural Resources", "Министерство природных ресурсов"),
    "emergency-situations": ("Ministry of Emergency Situations", "Министерство по чрезвычайным ситуациям"),
    "justice": ("Ministry of Justice", "Министерство юстиции"),
    "economy": ("Ministry of Economy", "Министерство экономики"),
    "health": ("Ministry of Health", "Министерство здравоохранения"),
    "local-government": ("Local government", "Местное самоуправление"),
    "border-service": ("Border Service", "Пограничная служба"),
    "water": ("Water authority", "Водное ведомство"),
    "statistics": ("Statistics agency", "Ведомство статистики"),
    "": ("", ""),
}
GROUPS = {"editor": [EDITORS_GROUP], "organiser": [ORGANISERS_GROUP]}
People = dict[str, Member]


def load_people(concepts: Concepts, workshops: dict[str, Workshop]) -> People:
    # One hash for all: making 90 slow ones would take a minute, and everybody knows this password anyway.
    password = make_password(PASSWORD)
    people = {entry["slug"]: _load(entry, password, concepts, workshops) for entry in table("people")["people"]}
    everybody, _made = Group.objects.get_or_create(name=MEMBERS_GROUP)
    everybody.user_set.add(*people.values())
    return people


def _load(entry: dict[str, Any], password: str, concepts: Concepts, workshops: dict[str, Workshop]) -> Member:
    member = Member.objects.create(
        email=entry.get("account") or f"{entry['slug']}@demo.example",
        name=entry["name"],
        language=entry["language"],
        password=password,
    )
    for name in GROUPS.get(entry["role"], []):
        member.groups.add(Group.objects.get_or_create(name=name)[0])
    profile = _profile(member, entry, concepts)
    attended = [workshops[slug] for slug in entry["workshops"]]
    profile.themes.set(workshop.theme for workshop in attended if workshop.theme)
    role = "organiser" if entry["role"] == "editor" else entry["role"]
    Participation.objects.bulk_create(Participation(member=member, workshop=week, role=role) for week in attended)
    return member


def _profile(member: Member, entry: dict[str, Any], concepts: Concepts) -> Profile:
    english, russian = INSTITUTIONS[entry["ministry"]]
    return Profile.objects.create(
        member=member,
        name_native=entry["name_native"],
        position=entry["position"] if entry["language"] == "en" else entry["position_ru"],
        institution=english if entry["language"] == "en" else russian,
        country=concepts["countries", entry["country"]],
    )
