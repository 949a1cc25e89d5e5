"""The home page, plain texts, and what stands where there is nothing."""

import re
from typing import Any

import pytest
from django.test import Client

from network.access.viewer import MEMBERS
from network.people.models import Member
from portal.models import HomePage, TextPage
from search.vocabulary.models import Scheme
from tests.factories import CaseFactory, ConceptFactory, MessageFactory, PracticeFactory, TopicFactory, locale

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trees_stand(trees: None) -> None:
    """Each test has the two trees."""


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def test_home_shows_the_newest_texts_to_everybody_and_members_texts_to_members(client: Client, member: Member) -> None:
    CaseFactory(title="Open to all")
    CaseFactory(title="Among ourselves", audience=MEMBERS)
    assert "Open to all" in words(client.get("/en/").content)
    assert "Among ourselves" not in words(client.get("/en/").content)
    client.force_login(member)
    assert "Among ourselves" in words(client.get("/en/").content)


def test_a_text_that_exists_in_two_languages_stands_once_in_mine(client: Client) -> None:
    original = CaseFactory(title="Dam", address="dam")
    CaseFactory(title="Плотина", address="dam-ru", language="ru", translation_key=original.translation_key)
    assert ("Dam" in words(client.get("/en/").content), "Плотина" in words(client.get("/en/").content)) == (True, False)
    assert ("Dam" in words(client.get("/ru/").content), "Плотина" in words(client.get("/ru/").content)) == (False, True)


def test_home_counts_only_what_its_reader_can_open(client: Client, member: Member) -> None:
    theme = ConceptFactory(scheme=Scheme.THEMES, slug="partnerships", names={"en": "Partnerships"})
    CaseFactory(themes=[theme])
    PracticeFactory(themes=[theme])
    CaseFactory(themes=[theme], audience=MEMBERS)
    assert "Partnerships 2 texts" in words(client.get("/en/").content)
    client.force_login(member)
    assert "Partnerships 3 texts" in words(client.get("/en/").content)


def test_home_tells_members_what_is_talked_about_and_others_that_rooms_are_theirs(
    client: Client, member: Member
) -> None:
    MessageFactory(topic=TopicFactory(title="Who repairs the meter"), text="The meter stands on our side")
    assert "Who repairs the meter" not in words(client.get("/en/").content)
    client.force_login(member)
    page = words(client.get("/en/").content)
    assert "Who repairs the meter" in page
    assert "The meter stands on our side" in page


def test_home_costs_the_same_number_of_queries_with_many_texts(
    client: Client, member: Member, django_assert_max_num_queries: Any
) -> None:
    topic = TopicFactory()
    for _number in range(12):
        CaseFactory(authors=[member])
        PracticeFactory()
        MessageFactory(topic=topic)
    client.force_login(member)
    client.get("/en/")
    with django_assert_max_num_queries(25):
        client.get("/en/")


def test_a_plain_text_is_shown_in_my_language_or_says_that_it_is_not(client: Client) -> None:
    for language, title in (("en", "About the network"), ("ru", "О сети")):
        home = HomePage.objects.get(locale__language_code=language)
        home.add_child(instance=TextPage(title=title, slug="about", body="<p>Text</p>", locale=locale(language)))
    assert "О сети" in words(client.get("/ru/about/").content)
    assert "not yet here" not in words(client.get("/en/about/").content)
    in_kazakh = client.get("/kk/about/")
    assert in_kazakh.status_code == 200
    assert '<article lang="ru">' in in_kazakh.content.decode()


def test_what_is_absent_looks_the_same_wherever_it_was_looked_for(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    answers = {client.get(path).content for path in ("/en/nothing/", "/en/cases/no-such-case/", "/en/a/b/c/")}
    assert len(answers) == 1
    page = answers.pop().decode()
    assert "There is nothing here" in page
    assert "<form" not in page
    assert "<script" not in page


def test_an_address_without_its_last_slash_is_led_to_the_page(client: Client) -> None:
    assert client.get("/en/cases").headers["Location"] == "/en/cases/"


def test_the_language_of_the_address_is_remembered(client: Client) -> None:
    client.get("/ru/")
    assert client.get("/").headers["Location"] == "/ru/"


def test_the_supervisor_is_told_that_all_is_well(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").json() == {"database": "ok", "static files": "ok", "page": "ok"}


def test_the_supervisor_is_told_that_pages_break(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("portal.home.context.EXAMPLES")
    client.raise_request_exception = False
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "home page" in answer.json()["page"]


@pytest.mark.parametrize(
    "path", ["/en/cases/?theme=%00", "/en/search/?q=%00water", "/api/search/?q=a%00b", "/en/?x=%00"]
)
def test_a_nul_in_an_address_is_passed_over(client: Client, path: str) -> None:
    assert client.get(path).status_code in {200, 503}  # 503: there is no index in this test, and search says so


@pytest.mark.parametrize("path", ["/files/images/%00.webp", "/en/cases/%00/", "/en/%00/"])
def test_a_nul_in_a_path_leads_nowhere(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code in {200, 404}


@pytest.mark.parametrize("path", ["/en/", "/admin/"])
def test_no_page_sends_its_forms_or_its_base_elsewhere_and_embeds_nothing(client: Client, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert (rules["form-action"], rules["base-uri"]) == ("'self'", "'none'")
    assert rules.get("object-src", rules["default-src"]) == "'none'"
