"""What the search box offers while one types."""

import html
import re

import pytest

from cases.reading.searchable import register_pages
from search import registry
from search.index.outbox import mark_changed
from search.registry import Facet
from search.visibility import MAX_WAITING
from tests.factories import CaseFactory, ConceptFactory
from tests.search.shelf import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(papers, client):
    from search.index.indexer import process_outbox

    def offered(typed: str, language: str = "en") -> list[tuple[str, str]]:
        process_outbox()
        page = client.get(f"/{language}/search/suggest/", {"q": typed}).content.decode()
        found = re.findall(r'data-address="([^"]*)"><span[^>]*>(.*?)</span>', page)
        return [(html.unescape(title), html.unescape(address)) for address, title in found]

    return offered


def test_a_title_is_offered_by_the_beginning_of_any_of_its_words(papers, offered):
    papers.put(document(1, "Общий гидропост", language="ru"), document(2, "Bridge"))
    assert offered("гидроп", "ru") == [("Общий гидропост", "/papers/1/")]
    assert offered("gidrop") == [("Общий гидропост", "/papers/1/")]
    assert offered("bri") == [("Bridge", "/papers/2/")]


def test_what_is_begun_on_another_layout_is_offered_where_nothing_begins_as_it_was_typed(papers, offered):
    papers.put(document(1, "Общий гидропост", language="ru"), document(2, "Бүгүн", language="ky"))
    assert offered("ublhj", "ru") == [("Общий гидропост", "/papers/1/")]
    assert offered(",|u|", "ky") == [("Бүгүн", "/papers/2/")]
    assert offered("ub", "ru") == offered("ublhz", "ru") == []
    papers.put(document(3, "Ublho", language="en"))
    assert offered("ubl", "ru") == [("Ublho", "/papers/3/")]


def test_a_whole_word_finds_what_says_it_elsewhere(papers, offered):
    papers.put(document(1, "A bridge", "The canal beside it"))
    assert offered("canal") == [("A bridge", "/papers/1/")]


def test_a_theme_is_offered_as_a_filter(papers, offered):
    ConceptFactory(scheme="themes", slug="water", names={"en": "Water", "ru": "Вода"})
    papers.put(document(1, "Canal", theme=("water",)))
    assert offered("вод", "ru")[0] == ("Вода", "/ru/search/?theme=water")


def filled(client, typed: str, language: str = "en") -> list[str]:
    page = client.get(f"/{language}/search/suggest/", {"q": typed}).content.decode()
    return [html.unescape(one) for one in re.findall(r'data-typed="([^"]*)"', page)]


def test_an_operator_is_offered_by_its_beginning_in_english_and_in_russian(papers, client):
    assert filled(client, "canal th") == ["canal theme:"]
    assert filled(client, "вода -стр", "ru") == ["вода -страна:"]
    assert filled(client, "t") == filled(client, "theme")[1:] == []


def test_values_of_an_operator_are_offered_most_frequent_first(papers, client, offered):
    ConceptFactory(scheme="themes", slug="water", names={"en": "Water", "ru": "Вода"})
    ConceptFactory(scheme="themes", slug="human-rights", names={"en": "Human rights", "ru": "Права человека"})
    ConceptFactory(scheme="themes", slug="unused", names={"en": "Unused"})
    papers.put(
        document(1, "Canal", theme=("water",)),
        document(2, "Canal", theme=("human-rights",)),
        document(3, "Canal", theme=("human-rights",)),
        document(4, "Secret", theme=("unused",), audience="members"),
    )
    offered("canal")  # brings the index up to date
    assert filled(client, "canal theme:") == ['canal theme:"Human rights" ', "canal theme:Water "]
    assert filled(client, "canal тема:вод", "ru") == ["canal тема:Вода "]
    assert filled(client, "theme:unu") == []


def test_the_tag_of_a_withdrawn_text_is_told_by_nothing_however_many_changes_wait(papers, trees, client, offered):
    register_pages()
    page = CaseFactory(title="Canal", tags=["Secret dams"])
    mark_changed("case", page.pk)
    assert [title for title, _address in offered("secret d")] == ["Secret dams"]
    assert filled(client, "tag:secret") == ['tag:"Secret dams" ']
    page.unpublish()
    for number in range(MAX_WAITING + 1):
        mark_changed("paper", 1_000 + number)
    for address in ("suggest/?q=secret+d", "suggest/?q=tag:secret", "?theme=", "?q=canal"):
        assert "ecret dams" not in client.get(f"/en/search/{address}").content.decode()
    assert "tag" not in client.get("/api/search/").json()["facets"]


def test_nothing_hidden_is_offered(papers, talk, offered, monkeypatch):
    monkeypatch.setitem(registry._facets, "tag", Facet("tag", "Tags"))
    papers.put(document(1, "Secret canal", audience="members", tag=("secret-tag",)))
    talk.put(document(2, "Secret talk"))
    assert offered("secr") == []


def test_what_was_withdrawn_a_moment_ago_is_not_offered(papers, client, offered):
    papers.put(document(1, "Canal"))
    assert offered("can") == [("Canal", "/papers/1/")]
    papers.withdraw(1)
    assert b"Canal" not in client.get("/en/search/suggest/", {"q": "can"}).content


@pytest.mark.parametrize("typed", ["", " ", "-", '"', "tag:", "\x00", "a" * 10_000, "ﷺ" * 50, "(((", "a OR"])
def test_no_text_makes_an_error(papers, client, typed):
    assert client.get("/en/search/suggest/", {"q": typed}).status_code == 200
