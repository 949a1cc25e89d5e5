"""Whatever is sent with a form of the members' side is answered. `GENERATED_POSTS=2000` sends as many."""

import os
import random
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.policy.crawl.fillers import fillings
from tests.policy.crawl.forms import Form, generate_answers, read_forms
from tests.policy.crawl.routes import routes
from tests.policy.world import World
from tests.policy.world.canaries import EDITOR, WHISPERER

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("policy")]
POSTS = int(os.environ.get("GENERATED_POSTS", "60"))
PEOPLE = (WHISPERER, EDITOR, "")


def pages_of(world: World, person: str) -> Iterator[tuple[str, str]]:
    """Address and content of each page, in Russian; of several alike, such as rooms, two that are open."""
    browser = browser_of(world, person)
    for route in routes("ru"):
        if route.is_desk or "logout" in route.pattern:
            continue
        open_ones = [filled for filled in fillings(route, world) if not filled.name or person in filled.open_to]
        for filled in open_ones[:2]:
            address = route.address(filled.values)
            response = browser.get(address)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                yield address, response.content.decode()


def browser_of(world: World, person: str) -> Client:
    browser = Client(raise_request_exception=False)
    if person:
        browser.force_login(world.members[person])
    return browser


def forms_of(world: World) -> Iterator[tuple[str, str, Form]]:
    """Person, address and form; each kind of form once a person."""
    for person in PEOPLE:
        seen = set()
        for address, page in world.once(pages_of, person):
            for form in read_forms(page)[0]:
                kind = (form.method, tuple(form.inputs), form.action.rstrip("/").rpartition("/")[2])
                if kind not in seen:
                    seen.add(kind)
                    yield person, urljoin(address, form.action), form


def test_no_page_lets_a_browser_cut_what_is_pasted(world: World) -> None:
    cutting = {
        address
        for person in PEOPLE
        for address, page in world.once(pages_of, person)
        if "maxlength" in read_forms(page)[1]
    }
    assert cutting == set()


def test_whatever_is_sent_with_a_form_is_answered(world: World) -> None:
    chance = random.Random(12)
    forms = list(forms_of(world))
    assert len(forms) > 20
    failed = []
    for number in range(POSTS):
        person, address, form = forms[number % len(forms)] if len(forms) < POSTS else chance.choice(forms)
        answers = next(generate_answers(form, chance))
        with transaction.atomic():
            browser = browser_of(world, person)
            response = getattr(browser, form.method)(address, answers)
            transaction.set_rollback(True)
        cache.clear()
        if response.status_code >= 500:
            failed.append(
                (person, form.method, address, answers, str(response.exc_info and response.exc_info[1])[:300])
            )
    assert failed == []
