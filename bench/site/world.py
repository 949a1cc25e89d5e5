"""The demonstration in an empty database, indexed, with the peer's page beside it."""

import sys
from dataclasses import dataclass

from django.core.management import call_command
from django.test import Client

from bench.plain.models import SECTIONS, PlainCase
from cases.library.models import CasePage
from network.people.models import Member
from portal.models import HomePage


@dataclass(frozen=True)
class World:
    case: CasePage
    plain: PlainCase
    member: Member
    client: Client


def build() -> World:
    print("Loading the demonstration …", file=sys.stderr)
    call_command("migrate", verbosity=0)
    call_command("demo", verbosity=0)
    call_command("reindex", verbosity=0)
    case = CasePage.objects.get(address="chu-talas")
    return World(case, _plain(case), Member.objects.get(email="alumna@demo.example"), Client())


def _plain(case: CasePage) -> PlainCase:
    plain = PlainCase(title=case.title, slug="plain", summary=case.summary, locale=case.locale)
    for name in SECTIONS:
        setattr(plain, name, getattr(case, name))
    home = HomePage.objects.get(locale__language_code="en")
    plain.locale = home.locale
    home.add_child(instance=plain)
    plain.themes.set(case.themes.all())
    plain.countries.set(case.countries.all())
    plain.save()
    return plain
