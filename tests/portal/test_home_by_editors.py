"""The home page as editors arrange it: what leads, in which order, a banner, and for which days."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_default_timezone, localdate
from wagtail.models import Page

from cases.editorial.permissions import set_up_permissions
from network.access.viewer import MEMBERS
from network.people.models import Member
from portal.models import Banner, ChosenText, HomePage
from tests.cases.collections.test_reading import words
from tests.factories import CaseFactory, PracticeFactory, collection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


@pytest.fixture
def at_the_editors_desk(trees: None, editor: Member) -> Client:
    set_up_permissions()
    browser = Client()
    browser.force_login(editor)
    return browser


def home(language: str = "en") -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def today(days: int = 0) -> Any:
    return localdate(timezone=get_default_timezone()) + timedelta(days=days)


def choose(*texts: Any, place: int = 0, language: str = "en", **days: Any) -> None:
    for number, text in enumerate(texts, start=place):
        ChosenText.objects.create(page=home(language), text_id=text.pk, sort_order=number, **days)


def lead(answer: Any) -> str:
    page = answer.content.decode()
    return page.partition('<article class="lead">')[2].partition("</article>")[0]


def test_what_editors_chose_leads_and_the_rest_follows_in_their_order(client: Client) -> None:
    first, second = CaseFactory(title="Older case"), PracticeFactory(title="Older practice")
    CaseFactory(title="The newest")
    assert "The newest" in lead(client.get("/en/"))  # so the rest is about the choice
    choose(second, first)
    shown = client.get("/en/")
    assert "Older practice" in lead(shown)
    page = words(shown)
    assert page.index("Older practice") < page.index("Older case") < page.index("The newest")
    assert page.count("Older practice") == 1
    assert "The newest" in lead(client.get("/ru/"))


@pytest.mark.parametrize(
    ("days", "leads"),
    [
        ({}, True),
        ({"from_day": 0, "until_day": 0}, True),
        ({"from_day": -3}, True),
        ({"until_day": 3}, True),
        ({"from_day": 1}, False),
        ({"until_day": -1}, False),
    ],
)
def test_it_leads_on_its_days_and_on_no_others(client: Client, days: dict[str, int], leads: bool) -> None:
    chosen, _newest = CaseFactory(title="Chosen"), CaseFactory(title="The newest")
    choose(chosen, **{name: today(number) for name, number in days.items()})
    assert ("Chosen" in lead(client.get("/en/"))) is leads


def test_several_are_planned_ahead(client: Client) -> None:
    later, now = CaseFactory(title="Next week"), CaseFactory(title="This week")
    CaseFactory(title="The newest")
    choose(later, from_day=today(5))
    choose(now, place=1, until_day=today(4))
    assert "This week" in lead(client.get("/en/"))


def test_for_who_may_not_read_it_the_next_one_leads(client: Client, member: Member) -> None:
    ours, withdrawn = CaseFactory(title="Among ourselves", audience=MEMBERS), CaseFactory(title="Taken off")
    CaseFactory(title="The newest")
    choose(ours, withdrawn)
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(live=False)
    shown = client.get("/en/")
    assert "The newest" in lead(shown)
    assert not {"Among ourselves", "Taken off"} & {
        word for word in ("Among ourselves", "Taken off") if word in words(shown)
    }
    client.force_login(member)
    assert "Among ourselves" in lead(client.get("/en/"))
    ours.delete()
    assert "The newest" in lead(client.get("/en/"))


def test_of_a_text_in_two_languages_the_chosen_one_stands_and_stands_once(client: Client) -> None:
    original = CaseFactory(title="Dam")
    russian = CaseFactory(title="Плотина", language="ru", translation_key=original.translation_key)
    choose(russian)
    page = words(client.get("/en/"))
    assert ("Плотина" in page, "Dam" in page) == (True, False)


def test_a_banner_stands_on_its_days_in_its_language(client: Client) -> None:
    Banner.objects.create(page=home(), sentence="Over", until_day=today(-1))
    Banner.objects.create(page=home(), sentence="Texts on floods, please", link="/en/contribute/", sort_order=1)
    Banner.objects.create(page=home(), sentence="The second of two", sort_order=2)
    page = client.get("/en/").content.decode()
    assert '<a href="/en/contribute/">Texts on floods, please</a>' in page
    assert "Over" not in words(client.get("/en/"))
    assert "The second of two" not in page
    assert "Texts on floods" not in words(client.get("/ru/"))


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "//elsewhere.example", "/\\elsewhere.example", "http://plain.example", "en/", "/a b"],
)
def test_a_banner_leads_nowhere_odd(link: str) -> None:
    with pytest.raises(ValidationError):
        Banner(page=home(), sentence="Look", link=link).clean_fields()


@pytest.mark.parametrize("link", ["", "/en/search/?q=floods", "https://un.example/floods"])
def test_a_banner_leads_within_the_site_or_to_a_safe_address(link: str) -> None:
    Banner(page=home(), sentence="Look", link=link).clean_fields()


def test_the_database_keeps_no_days_that_end_before_they_begin() -> None:
    with pytest.raises(IntegrityError):
        Banner.objects.create(page=home(), sentence="Look", from_day=today(1), until_day=today())


def form_of(text: Page, **other: Any) -> dict[str, Any]:
    sent = {"title": "Home", "headline": "", "lead": "", "origin": "null"}
    for name, number in (("banners", 1), ("chosen", 1)):
        sent |= {f"{name}-TOTAL_FORMS": str(number), f"{name}-INITIAL_FORMS": "0"}
    sent |= {"banners-0-sentence": "Texts on floods", "banners-0-link": "/en/", "banners-0-ORDER": "1"}
    sent |= {"banners-0-from_day": "", "banners-0-until_day": ""}
    sent |= {"chosen-0-text": str(text.pk), "chosen-0-ORDER": "1"}
    sent |= {"chosen-0-from_day": "", "chosen-0-until_day": ""}
    return sent | {"action-publish": "action-publish"} | other


def test_editors_arrange_it_in_the_admin(at_the_editors_desk: Client, client: Client) -> None:
    chosen, _newest = CaseFactory(title="Chosen"), CaseFactory(title="The newest")
    edit = reverse("wagtailadmin_pages:edit", args=[home().pk])
    assert at_the_editors_desk.get(edit).status_code == 200
    twisted = form_of(chosen, **{"chosen-0-from_day": today(3).isoformat(), "chosen-0-until_day": today().isoformat()})
    assert "The last day is before the first one." in at_the_editors_desk.post(edit, twisted).content.decode()
    assert not ChosenText.objects.exists()
    at_the_editors_desk.post(edit, form_of(chosen))
    assert "Chosen" in lead(client.get("/en/"))
    assert "Texts on floods" in words(client.get("/en/"))


def test_nobodys_draft_is_chosen_by_its_number(at_the_editors_desk: Client) -> None:
    draft = CaseFactory(title="Nobody's business", live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[home().pk])
    answer = at_the_editors_desk.post(edit, form_of(draft))
    assert "Nobody's business" not in answer.content.decode()
    assert not ChosenText.objects.exists()


def test_home_costs_the_same_number_of_queries_whatever_is_chosen(
    client: Client, member: Member, django_assert_max_num_queries: Any
) -> None:
    texts = [CaseFactory(authors=[member]) for _n in range(5)] + [PracticeFactory() for _n in range(5)]
    choose(*texts)
    for _n in range(5):
        collection(*texts)
        Banner.objects.create(page=home(), sentence="Look")
    client.force_login(member)
    client.get("/en/")
    with django_assert_max_num_queries(25):
        client.get("/en/")
