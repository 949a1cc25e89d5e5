"""Cases and practices as their readers see them."""

import datetime as dt
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from network.access.byline import Attribution
from network.access.viewer import MEMBERS
from network.people.models import Member
from tests.factories import CaseFactory, ConceptFactory, PracticeFactory, RoomFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trees")]


def soup(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def titles(client: Client, path: str) -> list[str]:
    return [link.get_text(strip=True) for link in soup(client, path).select(".rows .case-row__title")]


def test_a_case_stands_under_every_prefix_with_its_own_language_on_its_words(client: Client) -> None:
    CaseFactory(title="Плотина соседа", address="plotina", language="ru")
    for prefix in ("en", "ru", "kk"):
        page = soup(client, f"/{prefix}/cases/plotina/")
        assert page.html["lang"] == prefix
        assert page.h1["lang"] == page.article["lang"] == "ru"
        assert page.select_one("link[rel=canonical]")["href"].endswith("/ru/cases/plotina/")


def test_sections_are_titled_in_the_language_of_the_text(client: Client) -> None:
    CaseFactory(address="plotina", language="ru")
    page = soup(client, "/en/cases/plotina/")
    assert page.select_one("#context h2").text == "Контекст"
    assert page.select_one(".contents__label").text == "Contents"


def test_translations_are_one_tap_away_and_told_to_search_engines(client: Client) -> None:
    original = CaseFactory(address="dam")
    CaseFactory(address="dam-ru", language="ru", translation_key=original.translation_key)
    CaseFactory(address="dam-kk", language="kk", translation_key=original.translation_key, audience=MEMBERS)
    page = soup(client, "/en/cases/dam/")
    assert [link["href"] for link in page.select(".translations a")] == ["/en/cases/dam-ru/"]
    assert {link["hreflang"] for link in page.select("link[rel=alternate]")} == {"en", "ru"}


def test_a_case_before_its_day_is_not_there_yet_even_for_members(client: Client, member: Member) -> None:
    CaseFactory(address="later", embargo_until=timezone.now() + dt.timedelta(hours=1))
    CaseFactory(address="now", embargo_until=timezone.now() - dt.timedelta(hours=1))
    client.force_login(member)
    assert client.get("/en/cases/later/").status_code == 404
    assert client.get("/en/cases/now/").status_code == 200


def test_under_the_chatham_house_rule_the_author_alone_learns_that_it_is_his(
    client: Client, member: Member, other_member: Member
) -> None:
    CaseFactory(address="rule", authors=[member], attribution=Attribution.CHATHAM_HOUSE)
    client.force_login(other_member)
    page = client.get("/en/cases/rule/").content.decode()
    assert "An author under the Chatham House rule" in page
    assert member.name not in page
    client.force_login(member)
    assert "you, as nobody else can see" in client.get("/en/cases/rule/").content.decode()


def test_the_list_is_narrowed_and_its_numbers_agree_with_what_they_lead_to(client: Client) -> None:
    water, trade = ConceptFactory(slug="water"), ConceptFactory(slug="trade")
    kg, kz = (ConceptFactory(scheme="countries", slug=slug) for slug in ("kg", "kz"))
    CaseFactory(title="A", themes=[water], countries=[kg], tags=["dams"])
    CaseFactory(title="B", themes=[water, trade], countries=[kg, kz])
    CaseFactory(title="C", themes=[trade], countries=[kz], language="ru")
    for query in ("", "?theme=water", "?country=kz", "?theme=trade&country=kz", "?tag=dams", "?lang=ru"):
        page = soup(client, f"/en/cases/{query}")
        for facet in page.select(".facet"):
            for value in facet.select(".facet__value"):
                box, number = value.input, int(value.select_one(".facet__count").text)
                others = [
                    (one["name"], one["value"])
                    for one in page.select(".facet input[checked]")
                    if one["name"] != box["name"]
                ]
                address = "&".join(f"{name}={chosen}" for name, chosen in [*others, (box["name"], box["value"])])
                assert len(titles(client, f"/en/cases/?{address}")) == number, (query, address)


def test_of_translations_the_list_shows_the_readers_own_and_counts_one(client: Client) -> None:
    original = CaseFactory(title="Dam")
    CaseFactory(title="Плотина", language="ru", translation_key=original.translation_key)
    assert (titles(client, "/en/cases/"), titles(client, "/ru/cases/")) == (["Dam"], ["Плотина"])
    assert titles(client, "/en/cases/?lang=ru") == ["Плотина"]


def test_a_long_list_goes_on_where_the_page_ended_though_new_cases_come(client: Client) -> None:
    for number in range(25):
        moment = timezone.now() - dt.timedelta(days=number + 1)
        CaseFactory(title=f"Case {number:02}", first_published_at=moment)
    first = soup(client, "/en/cases/")
    CaseFactory(title="Newer than all")
    rest = titles(client, "/en/cases/" + first.select_one("a[rel=next]")["href"])
    assert rest == [f"Case {number:02}" for number in range(20, 25)]
    assert client.get("/en/cases/?after=nonsense&theme=%00&year=20x6&lang=").status_code == 200


def test_near_a_text_stand_those_of_other_countries_with_the_reason(client: Client) -> None:
    threat = ConceptFactory(scheme="threats", slug="drought", names={"en": "Drought"})
    kg, kz, tj = (
        ConceptFactory(scheme="countries", slug=slug, names={"en": slug.upper()}) for slug in ("kg", "kz", "tj")
    )
    CaseFactory(address="here", threats=[threat], countries=[kg, tj])
    CaseFactory(title="Same country", threats=[threat], countries=[kg])
    CaseFactory(title="Other country", threats=[threat], countries=[kz])
    CaseFactory(title="Nothing in common", countries=[kz])
    near = soup(client, "/en/cases/here/").select(".related li")
    assert [item.a.text for item in near] == ["Other country", "Same country"]
    assert "Drought" in near[0].text


def test_a_member_sees_where_a_case_is_talked_about_and_where_to_begin(client: Client, member: Member) -> None:
    theme = ConceptFactory(slug="water")
    original = CaseFactory(address="dam", themes=[theme])
    CaseFactory(address="dam-ru", language="ru", translation_key=original.translation_key, themes=[theme])
    room = RoomFactory(slug="water-room")
    room.themes.add(theme)
    TopicFactory(room=room, title="Who pays", subject="case:dam")
    TopicFactory(room=RoomFactory(members=[]), title="Behind closed doors", subject="case:dam")
    assert "Who pays" not in client.get("/en/cases/dam/").content.decode()
    client.force_login(member)
    page = client.get("/en/cases/dam-ru/").content.decode()
    assert "Who pays" in page
    assert "Behind closed doors" not in page
    assert "/en/rooms/water-room/new-topic/?subject=case%3Adam-ru" in page


def test_a_citation_names_author_title_day_and_the_address_in_the_texts_language(
    client: Client, member: Member
) -> None:
    CaseFactory(title="Плотина", address="plotina", language="ru", authors=[member])
    line = soup(client, "/en/cases/plotina/").select_one(".citation").text
    assert line.startswith(f"{member.name}. Плотина. Чайхана, ")
    assert line.endswith("/ru/cases/plotina/")
    bibtex = client.get("/en/cases/plotina/cite.bib")
    assert "plotina.bib" in bibtex["Content-Disposition"]
    assert "title = {{Плотина}}" in bibtex.content.decode()
    assert f"AU  - {member.name}" in client.get("/en/cases/plotina/cite.ris").content.decode()
    assert client.get("/en/cases/plotina/cite.exe").status_code == 404


def test_a_citation_under_the_chatham_house_rule_names_nobody(client: Client, member: Member) -> None:
    CaseFactory(address="rule", authors=[member], attribution=Attribution.CHATHAM_HOUSE)
    client.force_login(member)
    for form in ("bib", "ris"):
        assert member.name not in client.get(f"/en/cases/rule/cite.{form}").content.decode()


def test_lists_and_pages_cost_the_same_number_of_queries_however_many_texts_there_are(
    client: Client, member: Member, django_assert_max_num_queries: Any
) -> None:
    themes = [ConceptFactory() for _number in range(3)]
    threat = ConceptFactory(scheme="threats", slug="drought")
    for number in range(25):
        CaseFactory(address=f"case-{number}", authors=[member], themes=themes, threats=[threat], tags=["dams", "water"])
        PracticeFactory(authors=[member], themes=themes)
    client.force_login(member)
    for path in ("/en/cases/", "/en/practices/", "/en/cases/?theme=concept-1&tag=dams", "/en/cases/case-3/"):
        client.get(path)
        with django_assert_max_num_queries(25):
            client.get(path)


def ways_on(browser: Client, path: str) -> set[str]:
    return {link.text for link in soup(browser, path).select(".case-end .actions a")} & {
        "Change my text",
        "To its review",
    }


@pytest.mark.parametrize("attribution", Attribution)
def test_from_a_text_one_tap_leads_its_author_to_change_it_and_an_editor_to_its_review(
    member: Member, other_member: Member, editor: Member, attribution: Attribution
) -> None:
    CaseFactory(address="plotina", authors=[member], attribution=attribution)
    ways = {}
    for somebody in (member, other_member, editor):
        browser = Client()
        browser.force_login(somebody)
        ways[somebody] = ways_on(browser, "/en/cases/plotina/")
    assert ways == {member: {"Change my text"}, other_member: set(), editor: {"To its review"}}
    assert ways_on(Client(), "/en/cases/plotina/") == set()


def test_a_text_is_passed_on_by_its_own_address_and_title(client: Client) -> None:
    CaseFactory(title="Вода & соль", address="plotina", language="ru")
    page = soup(client, "/en/cases/plotina/")
    canonical = page.select_one("link[rel=canonical]")["href"]
    assert page.select_one("share-text")["data-url"] == canonical
    subject, body = page.select_one("share-text a")["href"].removeprefix("mailto:?subject=").split("&body=")
    assert (unquote(subject), unquote(body)) == ("Вода & соль", canonical)
    assert "+" not in subject
