"""Editors put a text first for certain words; nobody sees by that what he may not see."""

from typing import Any

import pytest
from django.test import Client

from cases.library.models import CasePage
from search.index.rebuild import rebuild
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.ELASTICSEARCH_URL = ""


def put_first(editor: Client, words: str, page: CasePage) -> None:
    form = {
        "query_string": words,
        "editors_picks-TOTAL_FORMS": 1,
        "editors_picks-INITIAL_FORMS": 0,
        "editors_picks-MIN_NUM_FORMS": 0,
        "editors_picks-MAX_NUM_FORMS": 1000,
        "editors_picks-0-page": page.pk,
        "editors_picks-0-ORDER": 1,
        "editors_picks-0-DELETE": "",
        "editors_picks-0-description": "",
        "editors_picks-0-external_link_url": "",
    }
    assert editor.post("/admin/searchpicks/add/", form).status_code == 302


def found(client: Client, query: str, **more: str) -> list[tuple[str, str]]:
    answer = client.get("/api/search/", {"q": query, **more}).json()
    assert answer["total"] == len(answer["results"])
    return [(one["title"], one["reason"]) for one in answer["results"]]


def test_an_editor_puts_a_text_first_that_has_none_of_the_words(
    index: None, client: Client, at_the_editors_desk: Client
) -> None:
    CaseFactory(title="A quarrel about water")
    first = CaseFactory(title="Two banks of one canal")
    list(rebuild())
    assert [title for title, _reason in found(client, "quarrel")] == ["A quarrel about water"]
    put_first(at_the_editors_desk, "Quarrel", first)
    assert found(client, " quarrel ")[0] == ("Two banks of one canal", "Put first by the editors.")
    assert len(found(client, "quarrel")) == 2
    assert [title for title, _reason in found(client, "quarrel", exact="1")] == ["A quarrel about water"]
    assert [title for title, _reason in found(client, "quarrel water")] == ["A quarrel about water"]


def test_what_is_put_first_passes_the_gate(index: None, client: Client, at_the_editors_desk: Client) -> None:
    CaseFactory(title="A quarrel about water")
    put_first(at_the_editors_desk, "quarrel", CaseFactory(title="Two banks", audience="members"))
    list(rebuild())
    assert [title for title, _reason in found(client, "quarrel")] == ["A quarrel about water"]
    assert found(at_the_editors_desk, "quarrel")[0][0] == "Two banks"


def test_members_cannot_put_anything_first(desk: None, author: Client) -> None:
    assert author.get("/admin/searchpicks/").status_code == 404
