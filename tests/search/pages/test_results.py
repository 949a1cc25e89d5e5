"""The search page and the API as readers and programs meet them."""

import html
import re
from urllib.parse import quote

import pytest
from django.urls import reverse

from search.index.indexer import process_outbox
from tests.factories import ConceptFactory
from tests.search.shelf import document

BROKEN = [
    '"open',
    "-",
    "--",
    "foo:",
    "foo:bar",
    ":",
    "a" * 2_000,
    "\0",
    "вода\0",
    '""',
    "tag:",
    "before:x",
    "OR OR",
    "(*)",
]


@pytest.fixture
def shelf(papers):
    ConceptFactory(scheme="themes", slug="water", names={"en": "Water", "ru": "Вода"})
    ConceptFactory(scheme="themes", slug="law", names={"en": "Law", "ru": "Право"})
    papers.put(
        document(1, "A canal for two", "Both sides <b>share</b> the canal.", theme=("water",), language="en"),
        document(2, "Канал и право", "О канале.", theme=("water", "law"), language="ru", version=1),
        document(3, "Canal for members", theme=("law",), audience="members"),
    )
    process_outbox()
    return papers


def page(client, **query):
    return client.get("/en/search/", query)


def titles(response) -> list[str]:
    found = re.findall(r'case-row__title" lang="(\w+)"><a href="[^"]*">(.*?)</a>', response.content.decode())
    return [f"{language}: {re.sub('<.*?>', '', title)}" for language, title in found]


def test_a_page_shows_rows_in_their_own_language_with_the_words_marked(client, shelf):
    response = page(client, q="canal")
    assert titles(response) == ["en: A canal for two"]
    html = response.content.decode()
    assert "A <mark>canal</mark> for two" in html
    assert "&lt;b&gt;share&lt;/b&gt;" in html
    assert response["Cache-Control"] == "private, no-store"


def test_anonymous_readers_find_public_texts_and_members_find_theirs_too(client, shelf, member):
    assert client.get("/api/search/", {"q": "members"}).json()["total"] == 0
    assert "Canal for members" not in page(client, q="members").content.decode()
    client.force_login(member)
    assert [one["id"] for one in client.get("/api/search/", {"q": "members"}).json()["results"]] == [3]


def test_every_count_of_a_facet_is_what_choosing_it_gives(client, shelf, member):
    client.force_login(member)
    facets = client.get("/api/search/", {"q": ""}).json()["facets"]
    assert {value["value"]: value["count"] for value in facets["theme"]} == {"water": 2, "law": 2}
    for name, values in facets.items():
        for value in values:
            assert client.get("/api/search/", {name: value["value"]}).json()["total"] == value["count"]


def test_facets_are_a_form_that_keeps_the_query_and_each_choice_can_be_taken_away(client, shelf):
    html = page(client, theme="law", lang="ru").content.decode()
    assert 'name="theme" value="law" checked' in html
    removal = re.findall(r'class="chosen__filter" href="([^"]*)"', html)
    assert removal == ["?lang=ru", "?theme=law"]
    assert '<input type="hidden" name="q" value="canal">' in page(client, q="canal").content.decode()


def test_the_api_says_what_its_contract_says(client, shelf):
    data = client.get("/api/search/", {"q": "canal"}).json()
    assert {"total", "results", "facets", "did_you_mean"} <= data.keys()
    (result,) = data["results"]
    assert result == {
        "id": 1,
        "type": "paper",
        "url": "/papers/1/",
        "title": "A canal for two",
        "language": "en",
        "snippet": "Both sides &lt;b&gt;share&lt;/b&gt; the <mark>canal</mark>.",
        "reason": "",
    }
    assert data["facets"]["type"] == [{"value": "paper", "label": "Papers", "count": 1}]


@pytest.mark.parametrize("typed", BROKEN, ids=repr)
def test_a_broken_query_is_answered_with_a_page(client, shelf, typed):
    assert page(client, q=typed).status_code == 200
    assert client.get("/api/search/", {"q": typed, "after": typed, "year": typed, "sort": typed}).status_code == 200


def test_half_a_character_in_the_address_is_no_error(client, shelf):
    for path in ("/en/search/", "/api/search/"):
        assert client.get(f"{path}?q=%ED%A0%80&tag=%ED%A0%80&after=%ff").status_code == 200


def test_what_has_no_language_is_shown_without_one(client, papers):
    papers.put(document(1, "Aigerim Bekova", language=""))
    process_outbox()
    response = page(client, q="Bekova")
    assert b'lang=""' not in response.content
    assert "lang" not in client.get("/api/search/", {"q": "Bekova"}).json()["facets"]
    assert b"<mark>Bekova</mark>" in response.content


def test_nothing_found_says_what_to_do_and_keeps_the_words(client, shelf):
    html = page(client, q="zzzzqq").content.decode()
    assert 'value="zzzzqq"' in html
    assert reverse("cases") in html


def test_what_was_meant_is_one_tap_away(client, shelf):
    assert page(client, q="canel").context["results"].did_you_mean == "canal"
    assert f"?q={quote('canal')}" in page(client, q="canel").content.decode()


def test_filters_that_leave_nothing_offer_to_go(client, shelf):
    html = page(client, q="canal", theme="law").content.decode()
    assert 'href="?q=canal"' in html


def test_without_an_index_the_page_says_so_and_keeps_the_words(client, shelf, settings, tmp_path):
    settings.SEARCH_INDEX_FILE = tmp_path / "none" / "search.sqlite3"
    settings.ELASTICSEARCH_PREFIX = "none"
    response = page(client, q="canal")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert 'value="canal"' in response.content.decode()
    assert client.get("/api/search/", {"q": "canal"}).status_code == 503


def test_more_results_are_a_link(client, papers):
    papers.put(*(document(id, f"Canal {id}") for id in range(1, 31)))
    process_outbox()
    first = page(client, q="canal")
    older = first.context["older_url"]
    second = client.get(f"/en/search/{older}")
    assert len(titles(first)) == 20
    assert len({*titles(first), *titles(second)}) == 30
    assert 'rel="next"' in first.content.decode()
    assert 'rel="next"' not in second.content.decode()


def test_a_page_costs_the_same_few_queries_however_much_it_shows(client, papers, member, django_assert_max_num_queries):
    ConceptFactory(scheme="themes", slug="water", names={"en": "Water"})
    about = {"theme": ("water",), "country": ("kg",), "tag": ("a",)}
    papers.put(document(1, "Lonely", **about), *(document(id, f"Canal {id}", **about) for id in range(2, 22)))
    process_outbox()
    client.force_login(member)
    costs = []
    for typed, rows in (("lonely", 1), ("canal", 20)):
        page(client, q=typed)  # what is kept for a minute is kept from here on
        with django_assert_max_num_queries(25) as queries:
            assert len(titles(page(client, q=typed))) == rows
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_each_kind_has_a_tab_with_what_choosing_it_finds_and_the_rest_stays_chosen(client, papers, talk):
    ConceptFactory(scheme="countries", slug="kg", names={"en": "Kyrgyzstan"})
    papers.put(*(document(id, "Canal", country=("kg",)) for id in (1, 2)), document(3, "Canal"))
    talk.put(document(4, "Canal", kind="discussion", country=("kg",)))
    process_outbox()
    text = page(client, q="canal", country="kg").content.decode()
    tabs = re.findall(r'<li><a href="([^"]*)"(?:[^>]*)>(.*?) <span class="tabs__count">(\d+)', text)
    assert [tab[1:] for tab in tabs[:1]] == [("All", "3")]
    assert sorted(int(count) for _url, _label, count in tabs[1:]) == [1, 2]
    for url, label, count in tabs[1:]:
        answer = client.get(f"/en/search/{html.unescape(url)}")
        assert len(titles(answer)) == int(count)
        assert f'aria-current="true">{label} <' in answer.content.decode()
        assert 'name="country" value="kg" checked' in answer.content.decode()
