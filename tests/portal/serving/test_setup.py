"""What stands before the first request: made on an empty site, and left alone on one that has it."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from network.people.models import Member
from portal.models import HomePage
from portal.serving.setup import set_up
from search.engines import indices
from search.vocabulary.models import Concept
from tests.search_nodes import forget

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_state(settings: Any, tmp_path: Path) -> Any:
    """An index and gathered files that no other test has."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.ELASTICSEARCH_PREFIX = f"setup-{tmp_path.name[-20:].strip('_').lower()}"
    url, prefix = settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX
    yield
    if url:
        forget(url, prefix)


def test_an_empty_site_gets_its_trees_its_thesaurus_and_an_index_and_opens(client: Client, settings: Any) -> None:
    said: list[str] = []
    set_up(said.append, demonstration=False)
    assert HomePage.objects.live().count() == len(settings.LANGUAGES)
    assert Concept.objects.count() > 100
    assert not any(index.is_missing() for index in indices())
    assert said[-2:] == ["Loading the thesaurus …", "Building the search index …"]
    assert client.get("/en/").status_code == 200


def test_a_site_that_has_all_of_it_is_left_alone_without_a_word() -> None:
    set_up([].append, demonstration=False)
    before = (Page.objects.count(), Concept.objects.count())
    said: list[str] = []
    set_up(said.append, demonstration=False)
    assert (said, Page.objects.count(), Concept.objects.count()) == ([], *before)


def test_what_was_lost_is_made_again_and_nothing_beside_it(settings: Any, tmp_path: Path) -> None:
    set_up([].append, demonstration=False)
    concepts = Concept.objects.count()
    settings.SEARCH_INDEX_FILE = tmp_path / "another.sqlite3"
    settings.ELASTICSEARCH_PREFIX += "-2"
    said: list[str] = []
    set_up(said.append, demonstration=False)
    assert said == ["Building the search index …"]
    assert Concept.objects.count() == concepts


def test_no_example_is_put_among_real_members(member: Member) -> None:
    set_up([].append, demonstration=True)
    assert list(Member.objects.exclude(pk=member.pk).filter(email__endswith="@demo.example")) == []
